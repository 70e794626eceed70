//! A client and its calls: their options, what they know, and each step they decide.
//!
//! Nothing here waits, sends or reads: whoever drives a call does, in JavaScript (`js/call/drive.js`)
//! or in Rust (`src/client/drive.rs`).

mod call;
mod candidates;
mod client;
mod clock;
mod hooks;
mod input;
mod key_ring;
mod key_warning;
mod last_outcome;
mod next_step;
mod on_failure;
mod option_values;
mod request;
mod request_headers;
mod response;
mod sender;
mod settings;
mod shared;

pub use call::Call;
pub use client::{Client, Setting};
pub use hooks::{HookDetail, HookEvent, Listener};
pub use input::{Argument, Arguments, Body, Field, Level, Record, Source, Value};
pub use next_step::{HttpRequest, NextStep};
pub use request::Answer;
pub use response::Progress;
