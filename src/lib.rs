//! The `OpenAI` client for browsers and the edge.

pub mod protocol;
#[cfg(target_arch = "wasm32")]
pub mod web;
