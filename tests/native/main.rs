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
mod choose;
mod corpora;
mod delta_template;
mod diagnosis;
mod endpoint;
mod engine;
mod engine_options;
mod event_stream;
mod headers;
mod json_writer;
mod key_label;
mod key_ring;
mod kind_tables;
mod ledger;
mod meta;
mod moves;
mod number;
mod options;
mod outage;
mod partial_json;
mod percent;
mod query;
mod rate_limit_headers;
mod rate_limit_text;
mod repetitions;
mod retry;
mod retry_budget;
mod scan;
mod scope;
mod secret;
mod simulation;
mod snapshot;
mod sse;
mod stream_cuts;
mod stream_end;
mod summary;
mod tidy;
mod time;
mod url;
mod wire;
mod word_scan;
