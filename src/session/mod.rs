//! A client and its calls: what they were told, what they know, and each step they decide.
//!
//! Nothing here waits, sends or reads: whoever drives a call does, in JavaScript (`js/call/drive.js`) or
//! in Rust. What a caller gave comes as texts (`fields`).

mod call;
mod client;
mod clock;
mod fields;
mod options;
mod outcome;
mod outgoing;
mod recovery;
mod request;
mod routes;
mod sender;
mod settings;
mod shared;
mod steps;
mod streaming;
mod tell;

pub use call::Call;
pub use client::{Client, Value};
