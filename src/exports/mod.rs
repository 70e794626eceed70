//! What the npm package is made of: a client and its calls as classes of JavaScript.
//!
//! They change as `js/` needs it. Only an error and a plan are made of JavaScript's own objects; all
//! else crosses as text, by the codecs of [`wire`].

#[cfg(target_arch = "wasm32")]
mod boundary;
#[cfg(target_arch = "wasm32")]
mod call;
#[cfg(target_arch = "wasm32")]
mod client;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub use call::Call;
#[cfg(target_arch = "wasm32")]
pub use client::{Client, catalogue, signature};
