//! The face for Rust, as `js/` is the one for JavaScript: [`session`](crate::session)'s calls, driven by futures.

mod builder;
mod client;
mod diagnosis;
mod drive;
mod error;
mod events;
mod exchange;
mod modules;
mod options;
mod patience;
mod rate_limits;
mod request;
mod value;

pub use builder::{Builder, Organization, Routing};
pub use client::Client;
pub use diagnosis::{Diagnosis, Limit, Sent, Served};
pub use error::{Error, ErrorKind};
pub use events::Events;
pub use rate_limits::RateLimits;
pub use request::Request;
