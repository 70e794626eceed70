//! The protocol in a JavaScript world: the only code that knows `JsValue`.

mod boundary;
mod call;
mod client;
mod clock;
mod exchange;
mod failure;
mod hooks;
mod params;
mod recovery;
mod request;
mod routes;
mod sender;
mod settings;
mod shared;
mod value;

pub use client::{Client, catalogue};
pub use exchange::Exchange;
