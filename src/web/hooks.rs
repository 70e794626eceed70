//! The functions that the user gave to hear of requests, answers, retries, moves and limits.

use js_sys::Function;
use wasm_bindgen::prelude::*;

/// A function for each kind of event; what it throws, or rejects with, does no harm.
#[derive(Clone, Default)]
pub(super) struct Hooks {
    pub(super) request: Option<Function>,
    pub(super) response: Option<Function>,
    pub(super) retry: Option<Function>,
    pub(super) route: Option<Function>,
    pub(super) limit: Option<Function>,
}

impl Hooks {
    /// Takes an option that is a hook; `false` if `name` is none.
    pub(super) fn apply(&mut self, name: &str, value: &JsValue) -> bool {
        let hook = match name {
            "onRequest" => &mut self.request,
            "onResponse" => &mut self.response,
            "onRetry" => &mut self.retry,
            "onRoute" => &mut self.route,
            "onLimit" => &mut self.limit,
            _ => return false,
        };
        *hook = value.dyn_ref::<Function>().cloned();
        true
    }
}
