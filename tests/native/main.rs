//! The native tests: pure logic, one file per matter.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::type_complexity,
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod affinity;
mod block;
mod budget;
mod diagnosis;
mod duration;
mod endpoint;
mod exceeded;
mod headers;
mod json;
mod key;
mod ledger;
mod meta;
mod moves;
mod number;
mod options;
mod percent;
mod query;
mod rate_limit;
mod repetitions;
mod retry;
mod route;
mod scope;
mod search;
mod session;
mod simulation;
mod snapshot;
mod sse;
mod stream;
mod template;
mod tidy;
mod url;
mod words;
