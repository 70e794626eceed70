//! What Rust asks of JavaScript: one typed declaration for each function of `js/boundary/imports.js`.

use wasm_bindgen::prelude::*;

use crate::protocol::text::invalid::Invalid;

#[wasm_bindgen(module = "/js/boundary/utf8.js")]
extern "C" {
    /// Leaves the text that bytes stand for to the caller, besides what comes back.
    pub(super) fn stash(bytes: &[u8]);
}

#[wasm_bindgen(module = "/js/boundary/imports.js")]
extern "C" {
    /// What a call is driven with.
    pub(super) fn plan(
        name: &str,
        kind: &str,
        items: u8,
        timeout: f64,
        first_byte_timeout: f64,
        idle_timeout: f64,
    ) -> JsValue;

    /// An error of this package's own making.
    #[wasm_bindgen(js_name = clientError)]
    fn client_error(message: &str) -> JsValue;
}

/// The error for a caller who gave something that cannot be used.
impl From<Invalid> for JsValue {
    #[inline(never)]
    fn from(invalid: Invalid) -> Self {
        client_error(invalid.as_str())
    }
}
