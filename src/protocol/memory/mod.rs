//! What is remembered of organizations: limits, usage, outages and where things were made.

pub mod affinity;
pub mod in_flight;
pub mod ledger;
pub mod ledger_entry;
pub mod limit_window;
pub mod outage;
pub mod report;
pub mod retry_budget;
pub mod snapshot;
pub mod summary;
