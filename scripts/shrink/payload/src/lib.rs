//! A wasm module as text that gzip makes smaller than it makes the module.
//!
//! gzip finds what repeats, and gives frequent bytes short codes. A module hides both from it: opcodes
//! stand between indices, offsets and constants, which have other frequencies and repeat on their own.
//! So each kind goes to a stream of its own, one after the other, written in characters whose
//! frequencies are alike in all streams. An engine that has just begun joins them in a few milliseconds;
//! a decoder of anything stronger than gzip takes it several times as long.

mod alphabet;
mod join;
#[cfg(feature = "split")]
mod level;
mod recent;
#[cfg(feature = "split")]
mod section;
#[cfg(feature = "split")]
mod split;
mod stream;
mod walk;
mod web;

pub use join::{LONGEST, join};
#[cfg(feature = "split")]
pub use level::level;
#[cfg(feature = "split")]
pub use split::split;
