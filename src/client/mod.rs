//! The face for Rust, as `js/` is the one for JavaScript: calls of the [engine](crate::engine), driven by
//! futures.

mod arguments;
mod builder;
mod client;
mod diagnosis;
mod drive;
mod error;
mod events;
mod exchange;
mod failures;
mod js_modules;
mod js_value;
mod json;
mod options;
mod rate_limits;
mod request;
mod watch;

pub use builder::{Builder, Organization, Routing};
pub use client::Client;
pub use diagnosis::{Diagnosis, Limit, Sent, Served};
pub use error::{Error, ErrorKind};
pub use events::Events;
pub use rate_limits::RateLimits;
pub use request::Request;
