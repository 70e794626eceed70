//! A call as a class of JavaScript, which drives it (`js/call/drive.js`).

use wasm_bindgen::prelude::*;

use super::boundary;
use crate::engine;

/// A request with the state of the client at the time it was made.
#[wasm_bindgen]
pub struct Call(engine::Call);

impl Call {
    pub(super) const fn of(call: engine::Call) -> Self {
        Self(call)
    }

    /// Tells what the hooks are to hear of what was just done, if there is anything.
    #[inline(never)]
    fn tell(&self) {
        let told = self.0.told();
        if !told.is_empty() {
            boundary::stash(told.as_bytes());
        }
    }
}

#[wasm_bindgen]
impl Call {
    /// What JavaScript must know to drive the call (`plan` of `js/boundary/imports.js`).
    pub fn plan(&self) -> JsValue {
        let call = &self.0;
        boundary::plan(
            call.name(),
            call.kind(),
            call.items(),
            call.timeout(),
            call.stream_timeout(true),
            call.stream_timeout(false),
        )
    }

    /// See [`engine::Call::next`].
    pub fn next(&self) -> Result<f64, JsValue> {
        Ok(self.0.next()?)
    }

    /// See [`engine::Call::set_key`].
    #[wasm_bindgen(js_name = setKey)]
    pub fn set_key(&self, told: &str) -> Result<(), JsValue> {
        Ok(self.0.set_key(told)?)
    }

    /// See [`engine::Call::send`].
    pub fn send(&self, form_type: &str) -> String {
        let sent = self.0.send(form_type);
        self.tell();
        sent
    }

    /// See [`engine::Call::answered`].
    pub fn answered(&self, status: u16, head: &str) {
        self.0.answered(status, head);
        self.tell();
    }

    /// See [`engine::Call::failed`].
    pub fn failed(&self, status: u16, told: &str, is_in_stream: bool) -> f64 {
        let wait = self.0.failed(status, told, is_in_stream);
        self.tell();
        wait
    }

    /// See [`engine::Call::aborted`].
    pub fn aborted(&self) {
        self.0.aborted();
    }

    /// See [`engine::Call::mask`].
    pub fn mask(&self, text: String) -> String {
        self.0.mask(text)
    }

    /// See [`engine::Call::settle`], and [`engine::Call::meta`], which comes back.
    pub fn settle(&self, id: Option<String>, input: f64, output: f64) -> String {
        self.0.settle(id, input, output);
        self.0.meta()
    }

    /// See [`engine::Call::again`].
    #[must_use]
    pub fn again(&self, name: &str, text: String) -> Self {
        Self(self.0.again(name, text))
    }

    /// What a method of the same name says: `diagnosis`, `end`, `keyName`, `last`, `meta`, `url`.
    pub fn read(&self, what: &str) -> String {
        match what {
            "diagnosis" => self.0.diagnosis(),
            "end" => self.0.end().to_owned(),
            "keyName" => self.0.key_name(),
            "last" => self.0.last(),
            "meta" => self.0.meta(),
            _ => self.0.url(),
        }
    }

    /// See [`engine::Call::push`], whose text JavaScript finds in its stash, and
    /// [`engine::Call::progress`], which comes back.
    pub fn push(&self, chunk: &[u8], is_text: bool, defers: Option<bool>) -> usize {
        self.0.push(chunk, is_text, defers, boundary::stash);
        self.0.progress()
    }

    /// See [`engine::Call::deferred`].
    pub fn deferred(&self, from: usize, count: usize) -> String {
        self.0.deferred(from, count)
    }

    /// See [`engine::Call::event`].
    pub fn event(&self, index: usize) -> Option<String> {
        self.0.event(index)
    }

    /// See [`engine::Call::is_whole`].
    #[wasm_bindgen(getter, js_name = isWhole)]
    pub fn is_whole(&self) -> bool {
        self.0.is_whole()
    }
}
