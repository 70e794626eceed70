//! The events of a streamed answer, from bytes to texts.

mod chunk_batch;
pub mod delta_template;
pub mod end;
pub mod ending;
pub mod event_stream;
pub mod items;
pub mod sse;
