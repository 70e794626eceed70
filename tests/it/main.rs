//! The native tests: pure logic, one file per matter.

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
mod options;
mod percent;
mod query;
mod rate_limit;
mod retry;
mod route;
mod scope;
mod simulation;
mod snapshot;
mod sse;
mod stream;
mod tidy;
mod url;
