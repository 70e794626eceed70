//! The functions that the user gave to hear of requests, answers, retries, moves and limits.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::protocol::options::Name;

/// Whom a hook hears of.
#[derive(Clone, Copy)]
pub(super) enum Hook {
    Request,
    Response,
    Retry,
    Route,
    Limit,
}

/// A function for each kind of event; what it throws, or rejects with, does no harm.
#[derive(Clone, Default)]
pub(super) struct Hooks([Option<Function>; 5]);

impl Hooks {
    /// The function that wants to hear of it.
    pub(super) fn get(&self, hook: Hook) -> Option<&Function> {
        self.0.get(hook as usize)?.as_ref()
    }

    /// Takes an option that is a hook; `false` if it is none.
    pub(super) fn apply(&mut self, option: Name, value: &JsValue) -> bool {
        let hook = match option {
            Name::OnRequest => Hook::Request,
            Name::OnResponse => Hook::Response,
            Name::OnRetry => Hook::Retry,
            Name::OnRoute => Hook::Route,
            Name::OnLimit => Hook::Limit,
            _ => return false,
        };
        if let Some(slot) = self.0.get_mut(hook as usize) {
            *slot = value.dyn_ref::<Function>().cloned();
        }
        true
    }
}
