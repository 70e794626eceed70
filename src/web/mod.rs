//! The protocol in a JavaScript world: the only code that knows `JsValue`.

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
mod value;

pub use call::Call;
pub use client::{Client, catalogue};
