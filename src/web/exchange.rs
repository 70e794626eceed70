//! A call and its answer, as JavaScript reads it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::call::{Answered, Call};
use super::failure::{self, Failed};
use super::request::Answer;
use super::sender::Sender;
use crate::protocol::affinity;
use crate::protocol::failure::Event;
use crate::protocol::meta::{Attempt, Meta};
use crate::protocol::place::Place;
use crate::protocol::rate_limit::HeaderText;
use crate::protocol::stream::EventStream;

/// An answer with the call behind it; it decodes streams and turns their failures into errors.
#[wasm_bindgen]
pub struct Exchange {
    call: Rc<Call>,
    answered: Answered,
    sender: Sender,
    attempts: Vec<Attempt>,
    stream: RefCell<EventStream>,
}

impl Exchange {
    pub(super) fn new(
        call: Rc<Call>,
        answered: Answered,
        sender: Sender,
        attempts: Vec<Attempt>,
    ) -> Self {
        let stream = RefCell::new(match call.request.answer {
            Answer::Stream { is_named, is_verbatim } => EventStream::new(is_named, is_verbatim),
            _ => EventStream::default(),
        });
        Self { call, answered, sender, attempts, stream }
    }

    fn place(&self) -> Place<'_> {
        self.sender.place(self.call.request.model.as_deref())
    }

    fn error(&self, failed: Failed) -> JsValue {
        failed.into_error(&self.sender.sent(self.call.request.model.as_deref()), None)
    }
}

#[wasm_bindgen]
impl Exchange {
    /// The response of `fetch`.
    #[wasm_bindgen(getter)]
    pub fn response(&self) -> web_sys::Response {
        Clone::clone(&self.answered.response)
    }

    /// Ends the request when it is aborted.
    #[wasm_bindgen(getter)]
    pub fn controller(&self) -> web_sys::AbortController {
        self.answered.guard.0.controller()
    }

    /// What becomes of the answer: `stream`, `bytes`, `page` or `body`.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        let kind = match self.call.request.answer {
            Answer::Stream { .. } => "stream",
            Answer::Bytes => "bytes",
            Answer::Page(_) => "page",
            Answer::Body => "body",
        };
        kind.to_owned()
    }

    /// What messages call the request.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.call.request.name.clone()
    }

    /// Where the request went.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.call.request.url(&self.call.settings)
    }

    /// The word for what tells the next page from this one; empty if the answer is no page.
    #[wasm_bindgen(getter)]
    pub fn cursor(&self) -> String {
        match self.call.request.answer {
            Answer::Page(cursor) => cursor.to_owned(),
            _ => String::new(),
        }
    }

    /// What an item of a stream may be: 0 the data, 1 `{event, data}`, 2 the data, never an error.
    #[wasm_bindgen(getter)]
    pub fn items(&self) -> u8 {
        match self.call.request.answer {
            Answer::Stream { is_verbatim: true, .. } => 2,
            Answer::Stream { is_named, .. } => u8::from(is_named),
            _ => 0,
        }
    }

    /// Sends the same request with one parameter of the query changed.
    pub fn again(&self, name: &str, text: String) -> Promise {
        let mut request = self.call.request.clone();
        request.set_query(name, text);
        let (settings, shared) = (Rc::clone(&self.call.settings), Rc::clone(&self.call.shared));
        let call = Call { request, settings, shared };
        future_to_promise(async move { Rc::new(call).run().await.map(JsValue::from) })
    }

    /// Hands out the response: from now on only the caller's signal can end it.
    pub fn release(&self) -> web_sys::Response {
        self.answered.guard.0.release(&self.answered.response);
        Clone::clone(&self.answered.response)
    }

    /// Nobody reads the answer any more: no timer, no listener and no buffer stays.
    pub fn leave(&self) {
        self.answered.guard.0.end();
        self.stream.replace(EventStream::default());
    }

    /// Nobody wants the rest of the answer: the request ends.
    pub fn cancel(&self) {
        self.answered.guard.0.cancel();
    }

    /// Takes a chunk of a stream and gives the JSON array of the events that it completes.
    pub fn push(&self, chunk: &[u8]) -> Option<String> {
        self.answered.guard.0.restart(self.call.request.patience.idle_timeout);
        self.stream.borrow_mut().push(chunk)
    }

    /// How many events the last chunk completed.
    #[wasm_bindgen(getter)]
    pub fn batched(&self) -> usize {
        self.stream.borrow().batched()
    }

    /// One event of the last chunk.
    pub fn event(&self, index: usize) -> Option<String> {
        self.stream.borrow().event(index)
    }

    /// Whether nothing more is to come: the end marker has, or an error event.
    #[wasm_bindgen(getter, js_name = isDone)]
    pub fn is_done(&self) -> bool {
        self.stream.borrow().is_done()
    }

    /// The data of the error event that ended the stream.
    #[wasm_bindgen(getter)]
    pub fn failed(&self) -> Option<String> {
        self.stream.borrow().failure().map(str::to_owned)
    }

    /// The error for an event that is one.
    pub fn failure(&self, body: JsValue) -> JsValue {
        let head = self.answered.head.clone();
        let failed = Failed::of_event(body, &self.answered.response, head);
        self.call.shared.failed_in_stream(self.place(), &failed.seen());
        self.error(failed)
    }

    /// The error for a body that broke off because of what reading it threw.
    ///
    /// `undefined` if the caller ended it: then there is nothing wrong.
    pub fn broken(&self, thrown: JsValue) -> JsValue {
        let patience = &self.answered.guard.0;
        if patience.is_aborted() {
            return JsValue::UNDEFINED;
        }
        let event = if patience.is_timed_out() { Event::Timeout } else { Event::Truncated };
        self.error(Failed::without_answer(event, thrown))
    }

    /// The error for a stream that has ended before its end marker; `undefined` if it is whole.
    pub fn ended(&self) -> JsValue {
        let patience = self.call.request.patience;
        if patience.lenient_streams || self.stream.borrow().is_complete() {
            return JsValue::UNDEFINED;
        }
        self.broken(JsValue::UNDEFINED)
    }

    /// How the call went: where it was sent and served, its attempts, its waits.
    #[wasm_bindgen(getter)]
    pub fn meta(&self) -> JsValue {
        let headers = HeaderText(&self.answered.head);
        failure::to_js(&Meta::new(&self.sender.scope, &self.attempts, headers))
    }

    /// Notes what an answer tells: its id, and the tokens that it was charged for.
    pub fn settle(&self, id: Option<String>, input: f64, output: f64) {
        let shared = &self.call.shared;
        // A cast takes what is no number for zero.
        shared.add_usage(self.place(), input as u64, output as u64);
        if let Some(id) = id.filter(|id| affinity::is_bound(id)) {
            shared.remember(id, self.place());
        }
    }
}
