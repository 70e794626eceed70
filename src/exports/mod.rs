//! What the npm package is made of: a client and its calls as classes of JavaScript.
//!
//! They change as `js/` needs it. Only an error and a plan are made of JavaScript's own objects; all
//! else crosses as text.

mod boundary;
mod call;
mod client;

pub use call::Call;
pub use client::{Client, catalogue, signature, warning};
