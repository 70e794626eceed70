//! The native tests: pure logic, one file per matter.

mod affinity;
mod block;
mod budget;
mod diagnosis;
mod duration;
mod exceeded;
mod json;
mod key;
mod ledger;
mod moves;
mod rate_limit;
mod retry;
mod route;
mod simulation;
mod snapshot;
