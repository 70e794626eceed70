//! A client and its calls: what they were told, what they know, and each step they decide.
//!
//! Nothing here waits, sends or reads: whoever drives a call does, in JavaScript (`js/call/drive.js`) or
//! in Rust. What a caller gave comes as texts (`fields`).

mod call;
mod candidates;
mod client;
mod clock;
mod fields;
mod hooks;
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
pub use client::{Client, Value};
