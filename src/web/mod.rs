//! The protocol in a JavaScript world: what the npm package and the client for Rust are made of.
//!
//! With the feature `exports`, JavaScript sees these types as classes. They change as those two
//! need it: a Rust program uses [`crate::Client`].

mod answer;
mod boundary;
mod call;
mod client;
mod clock;
mod hooks;
mod outcome;
mod outgoing;
mod params;
mod patience;
mod recovery;
mod request;
mod routes;
mod sender;
mod settings;
mod shared;
mod tell;
pub(crate) mod value;

pub use call::Call;
pub use client::{Client, catalogue, signature, warning};
