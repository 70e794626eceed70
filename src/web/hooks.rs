//! The functions that the user gave to hear of requests, answers, retries, moves and limits.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::protocol::options::Name;

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
    /// Takes an option that is a hook; `false` if it is none.
    pub(super) fn apply(&mut self, option: Name, value: &JsValue) -> bool {
        let hook = match option {
            Name::OnRequest => &mut self.request,
            Name::OnResponse => &mut self.response,
            Name::OnRetry => &mut self.retry,
            Name::OnRoute => &mut self.route,
            Name::OnLimit => &mut self.limit,
            _ => return false,
        };
        *hook = value.dyn_ref::<Function>().cloned();
        true
    }
}
