//! A call as a class of JavaScript, which drives it (`js/call/drive.js`).

use wasm_bindgen::prelude::*;

use super::{boundary, wire};
use crate::engine::{self, HookEvent};
use crate::protocol::failure::rate_limit_headers::HeaderText;
use crate::protocol::text::secret::mask_url;

/// A request with the state of the client at the time it was made.
#[wasm_bindgen]
pub struct Call(engine::Call);

impl Call {
    pub(super) const fn new(call: engine::Call) -> Self {
        Self(call)
    }
}

/// Stashes the lines of what the hooks are to be called with, if there are any.
#[inline(never)]
fn stash(lines: &str) {
    if !lines.is_empty() {
        boundary::stash(lines.as_bytes());
    }
}

#[wasm_bindgen]
impl Call {
    /// What JavaScript must know to drive the call (`plan` of `js/boundary/imports.js`).
    #[wasm_bindgen(unchecked_return_type = "import(\"../../../js/boundary/imports.js\").Plan")]
    pub fn plan(&self) -> JsValue {
        let call = &self.0;
        boundary::plan(
            call.name(),
            wire::answer(call.answer()),
            wire::items(call.answer()),
            call.timeout(),
            call.stream_timeout(true),
            call.stream_timeout(false),
        )
    }

    /// See [`engine::Call::next`] and [`wire::next_step`].
    pub fn next(&self) -> Result<f64, JsValue> {
        Ok(wire::next_step(self.0.next()?))
    }

    /// See [`engine::Call::set_key`].
    #[wasm_bindgen(js_name = setKey)]
    pub fn set_key(&self, key: &str) -> Result<(), JsValue> {
        match wire::field(&mut Some(key)) {
            Some(key) => Ok(self.0.set_key(&key)?),
            None => Ok(()),
        }
    }

    /// See [`engine::Call::send`] and [`wire::request`].
    pub fn send(&self, form_type: &str) -> String {
        let mut lines = String::new();
        let request = self.0.send(form_type, &mut |event| wire::push_hook_event(&mut lines, event));
        stash(&lines);
        wire::request(&request)
    }

    /// See [`engine::Call::answered`]; `headers` are lines of `name: value`.
    pub fn answered(&self, status: u16, headers: &str) {
        let mut lines = String::new();
        let mut listener = |event: &HookEvent| wire::push_hook_event(&mut lines, event);
        self.0.answered(status, HeaderText(headers), &mut listener);
        stash(&lines);
    }

    /// See [`engine::Call::failed`], [`wire::failure`] and [`wire::wait`].
    pub fn failed(&self, status: u16, failure: &str, is_in_stream: bool) -> f64 {
        let failure = wire::failure(status, failure);
        if is_in_stream {
            self.0.failed_in_stream(&failure);
            return wire::NO_ROOM;
        }
        let mut lines = String::new();
        let wait = self.0.failed(&failure, &mut |event| wire::push_hook_event(&mut lines, event));
        stash(&lines);
        wire::wait(wait)
    }

    /// See [`engine::Call::aborted`].
    pub fn aborted(&self) {
        self.0.aborted();
    }

    /// See [`engine::Call::mask`].
    pub fn mask(&self, text: String) -> String {
        self.0.mask(text)
    }

    /// See [`engine::Call::record_usage`], and [`engine::Call::meta`], which comes back.
    #[wasm_bindgen(js_name = recordUsage)]
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands a text over")]
    pub fn record_usage(&self, id: Option<String>, input: f64, output: f64) -> String {
        // A cast takes what is no number for zero.
        self.0.record_usage(id.as_deref(), input as u64, output as u64);
        self.0.meta(wire::meta)
    }

    /// See [`engine::Call::with_cursor`].
    #[must_use]
    #[wasm_bindgen(js_name = withCursor)]
    pub fn with_cursor(&self, parameter: &str, value: String) -> Self {
        Self(self.0.with_cursor(parameter, value))
    }

    /// What a method of the same name says; `undefined` for any other name.
    pub fn read(
        &self,
        #[wasm_bindgen(
            unchecked_param_type = "\"diagnosis\" | \"end\" | \"keyName\" | \"lastEvent\" | \"meta\" | \"target\" | \"url\""
        )]
        what: &str,
    ) -> Option<String> {
        Some(match what {
            "diagnosis" => self.0.diagnose(|diagnosis| diagnosis.to_json()),
            "end" => self.0.stream_end().map_or("", |end| end.word()).to_owned(),
            "keyName" => self.0.key_name(),
            "lastEvent" => self.0.last_event(),
            "meta" => self.0.meta(wire::meta),
            "target" => self.0.target(),
            "url" => mask_url(&self.0.url()),
            _ => return None,
        })
    }

    /// See [`engine::Call::push`], whose events are stashed, and [`engine::Call::progress`], which
    /// comes back.
    pub fn push(&self, chunk: &[u8], is_text: bool, defers: Option<bool>) -> usize {
        self.0.push(chunk, wire::detail(is_text, defers), boundary::stash);
        wire::progress(self.0.progress())
    }

    /// See [`engine::Call::deferred`].
    pub fn deferred(&self, from: usize, count: usize) -> String {
        self.0.deferred(from, count)
    }

    /// See [`engine::Call::event`]; behind the last comes the text that ended the stream.
    pub fn event(&self, index: usize) -> String {
        self.0.event(index).unwrap_or_else(|| self.0.end_text())
    }

    /// See [`engine::Call::is_whole`].
    #[wasm_bindgen(getter, js_name = isWhole)]
    pub fn is_whole(&self) -> bool {
        self.0.is_whole()
    }
}
