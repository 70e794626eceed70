//! The functions that the user gave to hear of requests, answers, retries, moves and limits.

use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::boundary;
use super::failure::to_js;
use crate::protocol::entry::Unit;
use crate::protocol::kind::Kind;
use crate::protocol::ledger::{Figure, Near};
use crate::protocol::place::Place;

/// A function for each kind of event; what it throws, or rejects with, does no harm.
#[derive(Clone, Default)]
pub(super) struct Hooks {
    pub(super) request: Option<Function>,
    pub(super) response: Option<Function>,
    pub(super) retry: Option<Function>,
    pub(super) route: Option<Function>,
    pub(super) limit: Option<Function>,
}

/// A request that is about to be sent, its secrets masked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request<'a> {
    pub(super) name: &'a str,
    pub(super) method: &'a str,
    pub(super) url: &'a str,
    pub(super) headers: Vec<(&'a str, &'a str)>,
    pub(super) organization: Option<&'a str>,
    pub(super) project: Option<&'a str>,
    pub(super) model: Option<&'a str>,
    pub(super) attempt: usize,
}

/// An answer, or that there was none (`status` is `None`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Response<'a> {
    pub(super) name: &'a str,
    pub(super) organization: Option<&'a str>,
    pub(super) project: Option<&'a str>,
    pub(super) model: Option<&'a str>,
    pub(super) status: Option<u16>,
    pub(super) kind: Option<Kind>,
    pub(super) duration: u64,
}

/// A request that will be sent again after a wait, in milliseconds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Retry<'a> {
    pub(super) name: &'a str,
    pub(super) organization: Option<&'a str>,
    pub(super) kind: Kind,
    pub(super) wait: u64,
    pub(super) attempt: usize,
}

/// A call that moves from one organization to another.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Route<'a> {
    pub(super) name: &'a str,
    pub(super) from: Option<&'a str>,
    pub(super) to: Option<&'a str>,
    pub(super) kind: Kind,
}

/// A limit that has come near its end.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Limit<'a> {
    pub(super) organization: Option<&'a str>,
    pub(super) project: Option<&'a str>,
    pub(super) model: Option<&'a str>,
    pub(super) unit: Unit,
    pub(super) figure: Figure,
}

impl<'a> Limit<'a> {
    /// A limit of a place.
    pub(super) fn new(place: Place<'a>, near: Near) -> Self {
        let Near { unit, figure } = near;
        let Place { organization, project, model, .. } = place;
        Self { organization, project, model, unit, figure }
    }
}

/// Tells a hook of an event, which is made only if somebody listens.
pub(super) fn tell<T: Serialize>(hook: Option<&Function>, event: impl FnOnce() -> T) {
    if let Some(hook) = hook {
        boundary::tell(hook, &to_js(&event()));
    }
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
