//! The protocol as pure decisions: plain values in, plain values out; clock and chance are
//! arguments.
//!
//! The rooms know each other one way only: routing → memory → failure → identity → text, and
//! request and stream → text; `partial_json` knows none.
#![forbid(unsafe_code)]

pub mod failure;
pub mod identity;
pub mod memory;
pub mod partial_json;
pub mod request;
pub mod routing;
pub mod stream;
pub mod text;
