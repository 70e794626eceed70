//! The protocol as pure decisions: plain values in, plain values out; clock and chance are
//! arguments.
#![forbid(unsafe_code)]

pub mod affinity;
mod batch;
pub mod block;
pub mod budget;
pub mod course;
pub mod diagnosis;
pub mod duration;
pub mod endpoint;
pub mod entry;
pub mod exceeded;
pub mod failure;
pub mod headers;
pub mod in_flight;
pub mod invalid;
pub mod json;
pub mod key;
pub mod kind;
pub mod ledger;
pub mod members;
pub mod meta;
pub mod meter;
mod nearest;
pub mod number;
pub mod options;
pub mod percent;
pub mod place;
pub mod query;
pub mod rate_limit;
mod recent;
pub mod remedy;
pub mod retry;
pub mod route;
pub mod scope;
pub mod search;
pub mod snapshot;
pub mod sse;
pub mod stream;
pub mod template;
pub mod url;
pub mod words;
