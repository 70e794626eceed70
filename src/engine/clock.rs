//! The clock and chance of the runtime, which the protocol takes as arguments.

/// Milliseconds since the Unix epoch.
#[cfg(target_arch = "wasm32")]
pub(super) fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// A number from 0 to below 1.
#[cfg(target_arch = "wasm32")]
pub(super) fn chance() -> f64 {
    js_sys::Math::random()
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn now() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |since| since.as_millis() as u64)
}

/// The middle: outside of a JavaScript world there are only tests.
#[cfg(not(target_arch = "wasm32"))]
pub(super) const fn chance() -> f64 {
    0.5
}
