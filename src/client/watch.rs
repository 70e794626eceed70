//! Timers, aborts and readers, each with a guard: what is dropped is ended.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal};

use super::js_value::get;
use crate::engine::Call;

#[wasm_bindgen(module = "/js/call/deadline.js")]
extern "C" {
    type Deadline;

    #[wasm_bindgen(constructor)]
    fn new(signal: &JsValue, millis: f64) -> Deadline;

    #[wasm_bindgen(method)]
    fn restart(this: &Deadline, millis: f64);

    #[wasm_bindgen(method)]
    fn end(this: &Deadline);

    #[wasm_bindgen(method)]
    fn cancel(this: &Deadline);

    #[wasm_bindgen(method, getter, js_name = isTimedOut)]
    fn is_timed_out(this: &Deadline) -> bool;

    #[wasm_bindgen(method, getter)]
    fn controller(this: &Deadline) -> AbortController;

    fn pause(millis: f64, signal: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/js/encode/readable.js")]
extern "C" {
    type Reader;

    #[wasm_bindgen(js_name = readerOf, catch)]
    fn reader_of(body: &JsValue) -> Result<Reader, JsValue>;

    #[wasm_bindgen(method)]
    fn read(this: &Reader) -> Promise;

    #[wasm_bindgen(method)]
    fn cancel(this: &Reader) -> Promise;
}

/// A request that is under way: dropped before [`Watch::finish`], it is aborted.
pub(super) struct Watch {
    call: Rc<Call>,
    deadline: Deadline,
    is_over: Cell<bool>,
}

impl Watch {
    /// Starts the timer of a request.
    pub(super) fn new(call: &Rc<Call>) -> Self {
        let deadline = Deadline::new(&JsValue::UNDEFINED, call.timeout());
        Self { call: Rc::clone(call), deadline, is_over: Cell::new(false) }
    }

    /// Starts the timer anew.
    pub(super) fn restart(&self, millis: f64) {
        self.deadline.restart(millis);
    }

    pub(super) fn signal(&self) -> AbortSignal {
        self.controller().signal()
    }

    /// What ends the request.
    pub(super) fn controller(&self) -> AbortController {
        self.deadline.controller()
    }

    pub(super) fn is_timed_out(&self) -> bool {
        self.deadline.is_timed_out()
    }

    /// The request has come to its end: there is nothing left to abort.
    pub(super) fn finish(&self) {
        self.is_over.set(true);
        self.deadline.end();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if !self.is_over.get() {
            self.call.aborted();
            self.deadline.cancel();
        }
    }
}

/// Waits; dropped meanwhile, it leaves no timer.
pub(super) async fn rest(millis: u64) {
    struct Guard(Deadline);

    impl Drop for Guard {
        fn drop(&mut self) {
            self.0.cancel();
        }
    }

    if millis == 0 {
        return;
    }
    let guard = Guard(Deadline::new(&JsValue::UNDEFINED, f64::INFINITY));
    let signal = guard.0.controller().signal();
    // Only this guard could end the wait early, and nobody would be there to hear of it.
    let _ = JsFuture::from(pause(millis as f64, &signal)).await;
}

/// A body chunk by chunk: an abort ends a read, even of a stream that does not know of it.
pub(super) struct Chunks {
    reader: Rc<Reader>,
    signal: AbortSignal,
    /// Kept for as long as the signal may call it.
    _on_abort: Closure<dyn FnMut()>,
}

impl Chunks {
    /// `Err` is what the body threw, as one that somebody else reads does.
    pub(super) fn new(body: &JsValue, signal: AbortSignal) -> Result<Self, JsValue> {
        let reader = Rc::new(reader_of(body)?);
        let aborted = Rc::clone(&reader);
        let on_abort = Closure::new(move || cancel(&aborted));
        signal.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
        Ok(Self { reader, signal, _on_abort: on_abort })
    }

    /// The next bytes; `None` once there are none.
    pub(super) async fn next(&self) -> Result<Option<Vec<u8>>, JsValue> {
        let read = JsFuture::from(self.reader.read()).await?;
        let value = get(&read, "value");
        Ok(value.is_object().then(|| js_sys::Uint8Array::new(&value).to_vec()))
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        self.signal.set_onabort(None);
        cancel(&self.reader);
    }
}

/// Lets go of a body; what has broken may reject, and whoever reads has heard of it.
fn cancel(reader: &Reader) {
    let cancelled = JsFuture::from(reader.cancel());
    spawn_local(async move {
        let _ = cancelled.await;
    });
}
