//! What can be asked of a call once it was answered, or has failed.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::call::Call;
use super::clock;
use crate::protocol::affinity;
use crate::protocol::diagnosis;
use crate::protocol::meta::Meta;
use crate::protocol::rate_limit::HeaderText;

#[wasm_bindgen]
impl Call {
    /// What the last failure means, as JSON.
    pub fn diagnosis(&self) -> String {
        let state = self.state.borrow();
        let failure = state.outcome.failure();
        let sent = state.sender.sent(self.model());
        let mut diagnosis = diagnosis::diagnose(&failure, &sent, clock::now());
        state.outcome.amend(&mut diagnosis);
        diagnosis.to_json()
    }

    /// How the call went, as JSON: where it was sent and served, its attempts, its waits.
    pub fn meta(&self) -> String {
        let state = self.state.borrow();
        let head = HeaderText(&state.outcome.head);
        Meta::new(&state.sender.scope, &state.course.attempts, head).to_json()
    }

    /// A text of the server in which the key is masked, should it repeat it.
    pub fn mask(&self, text: String) -> String {
        self.with_sender(|sender, _| sender.mask(text))
    }

    /// Notes what an answer tells: its id, and the tokens that it was charged for.
    pub fn settle(&self, id: Option<String>, input: f64, output: f64) {
        let state = self.state.borrow();
        let place = state.sender.place(self.model());
        // A cast takes what is no number for zero.
        self.shared.add_usage(place, input as u64, output as u64);
        if let Some(id) = id.filter(|id| affinity::is_bound(id)) {
            self.shared.remember(&id, place);
        }
    }

    /// The call for another page: the same with one parameter of the query changed.
    #[must_use]
    pub fn again(&self, name: &str, text: String) -> Self {
        let mut request = self.request.clone();
        request.set_query(name, text);
        Self::new(request, Rc::clone(&self.settings), Rc::clone(&self.shared))
    }

    /// What becomes of the answer: `stream`, `bytes`, `body`, or `page` and the word for its cursor.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.request.kind().to_owned()
    }

    /// What messages call the request.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.request.name.clone()
    }

    /// Where the request goes.
    #[wasm_bindgen(getter)]
    pub fn url(&self) -> String {
        self.request.url(&self.settings)
    }

    /// What an item of a stream may be: 0 the data, 1 `{event, data}`, 2 the data, never an error.
    #[wasm_bindgen(getter)]
    pub fn items(&self) -> u8 {
        self.request.items() as u8
    }

    /// Takes a chunk of a stream and gives the JSON array of the events that it completes.
    pub fn push(&self, chunk: &[u8]) -> Option<String> {
        self.stream.borrow_mut().push(chunk)
    }

    /// Takes a chunk of a stream and gives the text that its events add to the answer.
    ///
    /// `None` if there is more to an event than text: then `joined` has them.
    #[wasm_bindgen(js_name = pushText)]
    pub fn push_text(&self, chunk: &[u8]) -> Option<String> {
        self.stream.borrow_mut().push_text(chunk)
    }

    /// The JSON array of the events that the last chunk completed.
    pub fn joined(&self) -> Option<String> {
        self.stream.borrow().joined()
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

    /// Whether a stream that ends here is whole, or may break off as far as the caller cares.
    #[wasm_bindgen(getter, js_name = isWhole)]
    pub fn is_whole(&self) -> bool {
        self.request.patience.lenient_streams || self.stream.borrow().is_complete()
    }

    /// The data of the error event that ended the stream.
    #[wasm_bindgen(getter, js_name = errorEvent)]
    pub fn error_event(&self) -> Option<String> {
        self.stream.borrow().failure().map(str::to_owned)
    }
}
