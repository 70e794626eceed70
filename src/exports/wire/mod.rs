//! The codecs of all that crosses the boundary as text, or as a number that stands for more.
//!
//! docs/architecture.md has them in one table; `js/boundary/wire.js` is the other side.

mod decode;
mod encode;
mod hook_events;

pub use decode::{argument, detail, failure, field, record};
pub use encode::{
    ALL_SCOPES, ASK_KEY, HAS_TEMPLATE, IS_DONE, IS_PLAIN, NO_ROOM, answer, items, meta, next_step,
    progress, request, wait,
};
pub use hook_events::push_hook_event;
