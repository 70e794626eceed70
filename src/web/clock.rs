//! The clock and chance of the runtime, which the protocol takes as arguments.

/// Milliseconds since the Unix epoch.
pub(super) fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// A number from 0 to below 1.
pub(super) fn chance() -> f64 {
    js_sys::Math::random()
}
