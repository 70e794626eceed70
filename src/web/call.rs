//! One call: it keeps the state it was made with through every request, and decides each step.
//!
//! JavaScript sends, reads and waits (`js/drive.js`); what to send, and what an outcome means, is
//! asked here. No function of this file waits for anything.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::boundary;
use super::clock;
use super::hooks::Hook;
use super::outcome::Outcome;
use super::request::Request;
use super::sender::Sender;
use super::settings::{Key, Settings};
use super::shared::Shared;
use super::tell;
use crate::protocol::affinity::{self, Found};
use crate::protocol::course::{Course, Next, World};
use crate::protocol::failure::Event;
use crate::protocol::in_flight::Ticket;
use crate::protocol::invalid::{Invalid, text};
use crate::protocol::meta::Attempt;
use crate::protocol::query::Pair;
use crate::protocol::retry::Policy;
use crate::protocol::scope;
use crate::protocol::search;
use crate::protocol::stream::EventStream;

/// A request with the state of the client at the time it was made.
#[cfg_attr(feature = "exports", wasm_bindgen)]
pub struct Call {
    pub(super) request: Rc<Request>,
    /// The parameter of the query that asks for another page.
    pub(super) cursor: Option<Pair>,
    pub(super) settings: Rc<Settings>,
    pub(super) shared: Rc<Shared>,
    pub(super) state: RefCell<State>,
    pub(super) stream: RefCell<EventStream>,
}

/// What has become of a call so far.
pub(super) struct State {
    pub(super) course: Course,
    pub(super) sender: Sender,
    /// The request that is under way, and when it was sent.
    pub(super) under_way: Option<(Ticket, u64)>,
    pub(super) outcome: Outcome,
}

impl Call {
    pub(super) fn new(
        request: Rc<Request>,
        cursor: Option<Pair>,
        settings: Rc<Settings>,
        shared: Rc<Shared>,
    ) -> Self {
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
        let stream = RefCell::new(request.stream());
        let call = Self { request, cursor, settings, shared, state: RefCell::new(state), stream };
        call.state.borrow_mut().course.home = call.home();
        call
    }

    pub(super) fn model(&self) -> Option<&str> {
        self.request.model.as_deref()
    }

    /// The listed organization in which what the call names was created.
    fn home(&self) -> Option<usize> {
        let (mut rest, mut ids) = (Some(self.request.ids.as_str()), Vec::new());
        while let Some(id) = search::take(&mut rest, "\n") {
            if affinity::is_bound(id) {
                ids.push(id);
            }
        }
        let Found::Home(home) = self.shared.home_of(&ids) else { return None };
        let mut candidates = self.settings.routes.candidates.iter();
        candidates.position(|candidate| candidate.is_home_of(&home))
    }

    /// Asks the course something, with the ledger at hand.
    pub(super) fn decide<T>(&self, ask: impl FnOnce(&mut State, &World) -> T) -> T {
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
        Err(Invalid::of(&[&self.request.name, " needs ", option, advice, variable]))
    }

    /// Lets the hooks know what came of a request.
    fn tell(&self, attempt: &Attempt) {
        tell::response(self, attempt);
        if self.settings.hooks.get(Hook::Limit).is_some() {
            let near = {
                let state = self.state.borrow();
                self.shared.newly_near(state.sender.place(self.model()), self.settings.near_limit)
            };
            for near in &near {
                tell::limit(self, near);
            }
        }
    }

    /// Ends the request that is under way, and notes what came of it.
    pub(super) fn settle_request(&self, note: &mut dyn FnMut(&mut Attempt, &State, &Ticket)) {
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

#[cfg_attr(feature = "exports", wasm_bindgen)]
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
            Next::Send => {
                self.take_key()?;
                Ok(0.0)
            }
            Next::Wait(millis) => Ok((millis as f64).max(1.0)),
            Next::Nowhere(earliest) => {
                self.state.borrow_mut().outcome = Outcome::exhausted(earliest);
                Ok(-1.0)
            }
        }
    }

    /// The function to ask for the key; `undefined` if the key is known.
    #[cfg_attr(feature = "exports", wasm_bindgen(getter, js_name = keyFunction))]
    pub fn key_function(&self) -> JsValue {
        match self.key() {
            Ok(Key::Function(function)) => function.clone().into(),
            _ => JsValue::UNDEFINED,
        }
    }

    /// Takes the key that the function gave.
    ///
    /// `Err` if it is no key.
    #[cfg_attr(feature = "exports", wasm_bindgen(js_name = setKey))]
    pub fn set_key(&self, given: &JsValue) -> Result<(), JsValue> {
        let name = "what the function apiKey gave";
        let Some(text) = given.as_string() else {
            let got = boundary::type_name(given);
            return Err(wrong(&text(&[name, " must be a string, got ", &got])));
        };
        let key = scope::check_key(name, &text)?;
        self.state.borrow_mut().sender.set_key(key);
        Ok(())
    }

    /// What JavaScript must know to drive the call, in one crossing (`plan` of `js/boundary.js`).
    pub fn plan(&self) -> JsValue {
        let patience = &self.request.patience;
        boundary::plan(
            &self.request.name,
            self.request.kind(),
            self.items(),
            patience.timeout,
            patience.first_byte_timeout,
            patience.idle_timeout,
            &self.request.form(),
            &self.request.signal,
        )
    }

    /// Hands the request to `fetch` and gives its promise; `form` is the form that was made.
    ///
    /// `Err` is what `fetch` threw at once.
    pub fn send(
        &self,
        signal: &JsValue,
        form: &JsValue,
        form_type: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let form_type = form_type.as_string();
        let (body, content_type) = self.request.body(form, form_type.as_deref());
        let url = self.url();
        let headers = {
            let mut state = self.state.borrow_mut();
            let place = state.sender.place(self.model());
            let ticket = self.shared.begin(place, self.request.token_estimate());
            state.under_way = Some((ticket, clock::now()));
            self.request.headers(&self.settings, &state.sender, content_type)
        };
        tell::request(self, &url, &headers);
        boundary::send(
            self.settings.fetch.as_ref(),
            &url,
            &self.request.method,
            headers.to_flat(),
            &body,
            signal,
            &self.settings.fetch_options,
            &self.request.fetch_options,
        )
    }

    /// Notes an answer that is no error, with its headers as lines of `name: value`.
    pub fn answered(&self, status: u16, head: String) {
        self.state.borrow_mut().outcome = Outcome::of(Event::Answer(status), head, "", "");
        self.settle_request(&mut |attempt, state, ticket| {
            attempt.status = Some(status);
            let place = state.sender.place(self.model());
            self.shared.succeeded(place, ticket, &state.outcome.head);
        });
    }
}

/// The error for a caller who gave something that cannot be used.
impl From<Invalid> for JsValue {
    #[inline(never)]
    fn from(invalid: Invalid) -> Self {
        wrong(invalid.as_str())
    }
}

/// An error of this package's own making.
pub(super) fn wrong(message: &str) -> JsValue {
    boundary::client_error(message)
}
