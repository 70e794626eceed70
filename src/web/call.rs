//! One call: it keeps the state it was made with through every request, and decides each step.
//!
//! JavaScript sends, reads and waits (`js/drive.js`); what to send, and what an outcome means, is
//! asked here. No function of this file waits for anything.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::boundary;
use super::clock;
use super::outcome::Outcome;
use super::request::Request;
use super::sender::Sender;
use super::settings::{Key, Settings};
use super::shared::Shared;
use super::tell;
use crate::protocol::affinity::{self, Found};
use crate::protocol::course::{After, Course, Next, World};
use crate::protocol::diagnosis;
use crate::protocol::failure::Event;
use crate::protocol::in_flight::Ticket;
use crate::protocol::invalid::Invalid;
use crate::protocol::meta::{Attempt, Meta};
use crate::protocol::rate_limit::HeaderText;
use crate::protocol::retry::Policy;
use crate::protocol::scope;
use crate::protocol::stream::EventStream;

/// A request with the state of the client at the time it was made.
#[wasm_bindgen]
pub struct Call {
    pub(super) request: Request,
    pub(super) settings: Rc<Settings>,
    pub(super) shared: Rc<Shared>,
    state: RefCell<State>,
    stream: RefCell<EventStream>,
}

/// What has become of a call so far.
struct State {
    course: Course,
    sender: Sender,
    /// The request that is under way, and when it was sent.
    under_way: Option<(Ticket, u64)>,
    outcome: Outcome,
}

impl Call {
    pub(super) fn new(request: Request, settings: Rc<Settings>, shared: Rc<Shared>) -> Self {
        let mut course = Course::new(Policy {
            max_retries: request.patience.max_retries,
            max_retry_delay: request.patience.max_retry_delay,
        });
        course.can_repeat = !request.body.is_stream();
        course.strategy = request.strategy(&settings);
        course.patience =
            if settings.waits_for_limits { request.patience.max_retry_delay } else { 0 };
        let sender = Sender::new(request.scope.clone());
        let state = State { course, sender, under_way: None, outcome: Outcome::default() };
        let stream = RefCell::new(request.event_stream());
        let call = Self { request, settings, shared, state: RefCell::new(state), stream };
        call.state.borrow_mut().course.home = call.home();
        call
    }

    fn model(&self) -> Option<&str> {
        self.request.model.as_deref()
    }

    /// The listed organization in which what the call names was created.
    fn home(&self) -> Option<usize> {
        let ids: Vec<&str> = self.request.ids.iter().map(String::as_str).collect();
        let Found::Home(home) = self.shared.home_of(&ids) else { return None };
        let mut candidates = self.settings.routes.candidates.iter();
        candidates.position(|candidate| candidate.is_home_of(&home))
    }

    /// Asks the course something, with the ledger at hand.
    fn decide<T>(&self, ask: impl FnOnce(&mut State, &World) -> T) -> T {
        let ledger = self.shared.ledger.borrow();
        let world = World {
            candidates: &self.settings.routes.candidates,
            ledger: &ledger,
            model: self.model(),
            now: clock::now(),
            chance: clock::chance(),
        };
        ask(&mut self.state.borrow_mut(), &world)
    }

    /// Takes the key that the next request is sent with, unless a function must be asked for it.
    fn take_key(&self) -> Result<(), Invalid> {
        match self.key()? {
            Key::Text(key) => self.state.borrow_mut().sender.set_key(key),
            _ => self.state.borrow_mut().sender.set_key(""),
        }
        Ok(())
    }

    fn key(&self) -> Result<&Key, Invalid> {
        if self.request.takes_admin_key {
            return self.known(&self.settings.admin_key, "adminAPIKey", "OPENAI_ADMIN_KEY");
        }
        let candidate = self.state.borrow().course.candidate;
        match candidate.and_then(|index| self.settings.routes.keys.get(index)) {
            Some(key) if !matches!(key, Key::None) => Ok(key),
            _ => self.known(&self.settings.key, "apiKey", "OPENAI_API_KEY"),
        }
    }

    /// `Err` if there is no key, and the caller gives no header of their own instead.
    fn known<'a>(&self, key: &'a Key, option: &str, variable: &str) -> Result<&'a Key, Invalid> {
        if !matches!(key, Key::None) || self.request.brings_authorization(&self.settings) {
            return Ok(key);
        }
        let advice = ": pass it, or set the environment variable ";
        Err(Invalid::new([&self.request.name, " needs ", option, advice, variable].concat()))
    }

    /// Lets the hooks know what came of a request.
    fn tell(&self, attempt: &Attempt) {
        tell::response(self, attempt);
        if self.settings.hooks.limit.is_some() {
            let near = {
                let state = self.state.borrow();
                self.shared.newly_near(state.sender.place(self.model()), self.settings.near_limit)
            };
            near.iter().for_each(|near| tell::limit(self, near));
        }
    }

    /// Ends the request that is under way, and notes what came of it.
    fn settle_request(&self, note: impl FnOnce(&mut Attempt, &State, &Ticket)) {
        let attempt = {
            let mut state = self.state.borrow_mut();
            let Some((ticket, began)) = state.under_way.take() else { return };
            let mut attempt = state.sender.attempt(clock::now().saturating_sub(began));
            note(&mut attempt, &state, &ticket);
            state.course.note(attempt.clone());
            attempt
        };
        self.tell(&attempt);
    }

    pub(super) fn with_sender<T>(&self, read: impl FnOnce(&Sender, &Course) -> T) -> T {
        let state = self.state.borrow();
        read(&state.sender, &state.course)
    }
}

#[wasm_bindgen]
impl Call {
    /// How many milliseconds to wait before asking again; 0: send the request now.
    ///
    /// Negative if the call has failed without a request: [`Call::diagnosis`] says why.
    /// `Err` if there is no key, or no listed organization is for the model.
    pub fn next(&self) -> Result<f64, JsValue> {
        let next = self.decide(|state, world| {
            let next = state.course.next(world);
            if let Some(candidate) = state.course.candidate {
                state.sender.become_candidate(world.candidates.get(candidate));
            }
            next
        });
        match next {
            Next::Send => self.take_key().map(|()| 0.0).map_err(|invalid| refused(&invalid)),
            Next::Wait(millis) => Ok((millis as f64).max(1.0)),
            Next::Nowhere(earliest) => {
                self.state.borrow_mut().outcome = Outcome::exhausted(earliest);
                Ok(-1.0)
            }
        }
    }

    /// The function to ask for the key; `undefined` if the key is known.
    #[wasm_bindgen(getter, js_name = keyFunction)]
    pub fn key_function(&self) -> JsValue {
        match self.key() {
            Ok(Key::Function(function)) => function.clone().into(),
            _ => JsValue::UNDEFINED,
        }
    }

    /// Takes the key that the function gave.
    ///
    /// `Err` if it is no key.
    #[wasm_bindgen(js_name = setKey)]
    pub fn set_key(&self, given: &JsValue) -> Result<(), JsValue> {
        let name = "what the function apiKey gave";
        let Some(text) = given.as_string() else {
            let got = boundary::type_name(given);
            return Err(wrong(&[name, " must be a string, got ", &got].concat()));
        };
        let key = scope::check_key(name, &text).map_err(|invalid| refused(&invalid))?;
        self.state.borrow_mut().sender.set_key(key);
        Ok(())
    }

    /// A promise of `[body, content type]` for a form; `undefined` for any other body.
    #[wasm_bindgen(getter)]
    pub fn form(&self) -> JsValue {
        self.request.form()
    }

    /// The caller's signal; `undefined` if there is none.
    #[wasm_bindgen(getter)]
    pub fn signal(&self) -> JsValue {
        self.request.signal.clone()
    }

    /// Milliseconds until the headers, and a body that is no stream, must be here.
    #[wasm_bindgen(getter)]
    pub fn timeout(&self) -> f64 {
        self.request.patience.timeout
    }

    /// Milliseconds that a stream may take to bring its first bytes, or its next ones.
    #[wasm_bindgen(js_name = streamTimeout)]
    pub fn stream_timeout(&self, is_first: bool) -> f64 {
        let patience = self.request.patience;
        if is_first { patience.first_byte_timeout } else { patience.idle_timeout }
    }

    /// Hands the request to `fetch` and gives its promise; `form` is what the promise of a form gave.
    ///
    /// `Err` is what `fetch` threw at once.
    pub fn send(&self, signal: &JsValue, form: &Array) -> Result<JsValue, JsValue> {
        let (body, content_type) = self.request.body(form);
        let url = self.request.url(&self.settings);
        let headers = {
            let mut state = self.state.borrow_mut();
            let place = state.sender.place(self.model());
            let ticket = self.shared.begin(place, self.request.token_estimate());
            state.under_way = Some((ticket, clock::now()));
            self.request.headers(&self.settings, &state.sender, content_type.as_deref())
        };
        tell::request(self, &url, &headers);
        boundary::send(
            self.settings.fetch.as_ref(),
            &url,
            &self.request.method,
            &headers.to_flat(),
            &body,
            signal,
            &self.settings.fetch_options,
            &self.request.fetch_options,
        )
    }

    /// Notes an answer that is no error, with its headers as lines of `name: value`.
    pub fn answered(&self, status: u16, head: String) {
        self.state.borrow_mut().outcome = Outcome::of(Event::Answer(status), head, "", "");
        self.settle_request(|attempt, state, ticket| {
            attempt.status = Some(status);
            let place = state.sender.place(self.model());
            self.shared.succeeded(place, ticket, &state.outcome.head);
        });
    }

    /// Notes a failure, and says how many milliseconds to wait before asking what is next.
    ///
    /// Negative: not at all, the call has failed. `event` is `answer`, `unreadable`, `connection`
    /// or `timeout`; without an answer, `status` is 0 and `head` empty.
    pub fn failed(&self, event: &str, status: u16, head: String, code: &str, message: &str) -> f64 {
        let event = match event {
            "answer" => Event::Answer(status),
            "unreadable" => Event::Unreadable(status),
            "timeout" => Event::Timeout,
            _ if boundary::is_browser() => Event::ConnectionInPage,
            _ => Event::Connection,
        };
        self.state.borrow_mut().outcome = Outcome::of(event, head, code, message);
        self.settle_request(|attempt, state, ticket| {
            let failure = state.outcome.failure();
            attempt.status = failure.status();
            attempt.kind = Some(failure.kind());
            self.shared.failed(state.sender.place(self.model()), ticket, &failure);
        });
        self.after()
    }

    /// The caller has aborted: the request that was under way will have no answer.
    pub fn aborted(&self) {
        let under_way = self.state.borrow_mut().under_way.take();
        if let Some((ticket, _)) = under_way {
            self.with_sender(|sender, _| self.shared.dropped(sender.place(self.model()), &ticket));
        }
    }

    /// Notes an error that came inside a stream, or a stream that broke off (no code, no message).
    #[wasm_bindgen(js_name = failedInStream)]
    pub fn failed_in_stream(&self, event: &str, status: u16, code: &str, message: &str) {
        let event = match event {
            "answer" => Event::Answer(status),
            "timeout" => Event::Timeout,
            _ => Event::Truncated,
        };
        let mut state = self.state.borrow_mut();
        let head = std::mem::take(&mut state.outcome.head);
        state.outcome = Outcome::of(event, head, code, message);
        let failure = state.outcome.failure();
        self.shared.failed_in_stream(state.sender.place(self.model()), &failure);
    }

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
            self.shared.remember(id, place);
        }
    }

    /// The call for another page: the same with one parameter of the query changed.
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
        self.request.items()
    }

    /// Takes a chunk of a stream and gives the JSON array of the events that it completes.
    pub fn push(&self, chunk: &[u8]) -> Option<String> {
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

    /// Lets go of the buffers of a stream.
    pub fn leave(&self) {
        self.stream.replace(EventStream::default());
    }
}

impl Call {
    fn after(&self) -> f64 {
        let after = self.decide(|state, world| {
            let organization = state.sender.scope.organization.value.as_deref();
            let mut spend = || self.shared.spend_retry(organization);
            let after = state.course.after(&state.outcome.failure(), world, &mut spend);
            if let After::GiveUp(earliest) = after {
                state.outcome.earliest = earliest;
            }
            after
        });
        match after {
            After::Move(to) => {
                tell::route(self, to);
                0.0
            }
            After::Wait(millis) => {
                tell::retry(self, millis);
                millis as f64
            }
            After::GiveUp(_) => -1.0,
        }
    }

    pub(super) fn outcome_kind(&self) -> crate::protocol::kind::Kind {
        self.state.borrow().outcome.failure().kind()
    }
}

/// The error for a caller who gave something that cannot be used.
pub(super) fn refused(invalid: &Invalid) -> JsValue {
    wrong(invalid.as_str())
}

/// An error of this package's own making.
pub(super) fn wrong(message: &str) -> JsValue {
    boundary::client_error(message)
}
