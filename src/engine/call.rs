//! One call: it keeps the state it was made with through every request, and decides each step.
//!
//! Others send, read and wait; what to send, and what an outcome means, is asked here.

use std::cell::RefCell;
use std::rc::Rc;

use super::clock;
use super::hooks::{HookDetail, Listener};
use super::last_outcome::Outcome;
use super::option_values::{MAX_RETRIES, MAX_RETRY_DELAY, NEAR_LIMIT, OptionValue};
use super::request::Request;
use super::settings::Settings;
use super::shared::Shared;
use crate::protocol::failure::retry::Policy;
use crate::protocol::identity::key_label::KeyLabel;
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::scope::Scope;
use crate::protocol::memory::affinity::{self, Found};
use crate::protocol::memory::in_flight::Ticket;
use crate::protocol::request::options::Name;
use crate::protocol::request::query::Pair;
use crate::protocol::routing::attempts::{Attempts, RoutingContext};
use crate::protocol::routing::choose::Strategy;
use crate::protocol::routing::meta::Attempt;
use crate::protocol::stream::event_stream::EventStream;
use crate::protocol::text::invalid::Invalid;

/// A request with the state of the client at the time it was made.
pub struct Call {
    pub(super) request: Rc<Request>,
    /// The parameter of the query that asks for another page.
    pub(super) cursor: Option<Pair>,
    pub(super) settings: Rc<Settings>,
    pub(super) shared: Rc<Shared>,
    pub(super) state: RefCell<State>,
    pub(super) stream: RefCell<EventStream>,
    /// Which call of its family it is.
    pub(super) id: u64,
    /// The listed organization that it is for, if nothing routes it.
    pub(super) listed: Option<usize>,
}

/// What has become of a call so far.
pub(super) struct State {
    pub(super) attempts: Attempts,
    /// The key that the next request is sent with.
    pub(super) key: String,
    /// What tells it apart in the ledger: never the key.
    pub(super) key_label: String,
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
        let stream = RefCell::new(request.stream(&settings));
        let state = RefCell::new(State {
            attempts: Attempts::new(Policy { max_retries: 0, max_retry_delay: 0 }),
            key: String::new(),
            key_label: String::new(),
            under_way: None,
            outcome: Outcome::default(),
        });
        let id = shared.next_call();
        let mut call = Self { request, cursor, settings, shared, state, stream, id, listed: None };
        call.plan_course();
        call.listed = call.find_listed();
        call
    }

    fn plan_course(&self) {
        let max_retry_delay = self.number(Name::MaxRetryDelay, MAX_RETRY_DELAY) as u64;
        let attempts = &mut self.state.borrow_mut().attempts;
        attempts.policy = Policy {
            max_retries: self.number(Name::MaxRetries, MAX_RETRIES) as u32,
            max_retry_delay,
        };
        attempts.can_repeat = !self.request.body.is_stream;
        attempts.strategy = self.strategy();
        let waits = self.settings.options.flag(Name::WaitForLimits).unwrap_or(true);
        attempts.max_wait = if waits { max_retry_delay } else { 0 };
        attempts.owner = self.owner();
    }

    /// The value of an option: that of the call itself, or of its client.
    pub(super) fn option_value(&self, option: Name) -> Option<&OptionValue> {
        self.request.options.get(option).or_else(|| self.settings.options.get(option))
    }

    /// The number of an option, or another.
    pub(super) fn number(&self, option: Name, otherwise: f64) -> f64 {
        let own = self.request.options.number(option);
        own.or_else(|| self.settings.options.number(option)).unwrap_or(otherwise)
    }

    /// How the call is routed; `None` if it is not, because nobody asked or somebody chose.
    fn strategy(&self) -> Option<Strategy> {
        let is_chosen = |option| match self.option_value(option) {
            Some(value) => match value.origin {
                Origin::Call => true,
                Origin::Setter | Origin::Scope => value.text().is_some(),
                _ => false,
            },
            None => false,
        };
        let is_chosen = is_chosen(Name::Organization) || is_chosen(Name::Project);
        let is_routed = !is_chosen && !self.settings.routes.candidates.is_empty();
        self.settings.strategy().filter(|_| is_routed)
    }

    pub(super) fn model(&self) -> Option<&str> {
        self.request.model.as_deref()
    }

    /// The listed organization in which what the call names was created.
    fn owner(&self) -> Option<usize> {
        let mut ids = Vec::new();
        for id in &self.request.named_ids {
            if affinity::is_bound(id) {
                ids.push(id.as_str());
            }
        }
        let Found::Owner(owner) = self.shared.owner_of(&ids) else { return None };
        let mut candidates = self.settings.routes.candidates.iter();
        candidates.position(|candidate| candidate.is_owner_of(&owner))
    }

    /// Asks the course something, with the ledger at hand.
    pub(super) fn decide<T>(&self, ask: impl FnOnce(&mut State, &RoutingContext) -> T) -> T {
        let (now, chance) = (clock::now(), clock::chance());
        let ledger = self.shared.ledger.borrow();
        let context = RoutingContext {
            candidates: &self.settings.routes.candidates,
            ledger: &ledger,
            model: self.model(),
            now,
            chance,
        };
        ask(&mut self.state.borrow_mut(), &context)
    }

    /// The key, or how to get one; `None` if the caller gives a header of their own instead.
    ///
    /// `Err` says that there is none.
    pub(super) fn key(&self) -> Result<Option<&OptionValue>, Invalid> {
        if self.request.takes_admin_key {
            return self.known(Name::AdminApiKey, "adminAPIKey", "OPENAI_ADMIN_KEY");
        }
        match self.own_key().and_then(|index| self.settings.routes.key(index)) {
            Some(key) => Ok(Some(key)),
            None => self.known(Name::ApiKey, "apiKey", "OPENAI_API_KEY"),
        }
    }

    /// The listed organization that sends, if it has a key of its own.
    pub(super) fn own_key(&self) -> Option<usize> {
        let routed = self.state.borrow().attempts.candidate;
        let listed = self.listed.filter(|_| self.brings_key());
        routed.or(listed).filter(|index| self.settings.routes.key(*index).is_some())
    }

    fn known(
        &self,
        key: Name,
        option: &str,
        variable: &str,
    ) -> Result<Option<&OptionValue>, Invalid> {
        let value = self.settings.options.key(key);
        if value.is_some() || self.brings_authorization() {
            return Ok(value);
        }
        let advice = ": pass it, or set the environment variable ";
        Err(Invalid::of(&[&self.request.name, " needs ", option, advice, variable]))
    }

    pub(super) fn take_key(&self, key: &str) {
        let mut state = self.state.borrow_mut();
        key.clone_into(&mut state.key);
        state.key_label = KeyLabel::of(key).describe();
    }

    /// Hands to a listener what came of a request.
    fn notify_of(&self, attempt: &Attempt, listener: Listener) {
        self.notify(listener, HookDetail::Response(attempt));
        if self.settings.options.is_function(Name::OnLimit) {
            let near = {
                let state = self.state.borrow();
                let threshold = self.number(Name::NearLimit, NEAR_LIMIT);
                self.shared.newly_near(self.sender(&state).place, threshold)
            };
            for near in &near {
                self.notify(listener, HookDetail::Limit(near));
            }
        }
    }

    /// Ends the request that is under way, and notes what came of it.
    pub(super) fn end_request(
        &self,
        listener: Listener,
        note: &mut dyn FnMut(&mut Attempt, &State, &Ticket),
    ) {
        let now = clock::now();
        let attempt = {
            let mut state = self.state.borrow_mut();
            let Some((ticket, began)) = state.under_way.take() else { return };
            let Scope { organization, project } = self.sender(&state).scope();
            let mut attempt = Attempt {
                organization: organization.value,
                project: project.value,
                duration: now.saturating_sub(began),
                ..Attempt::default()
            };
            note(&mut attempt, &state, &ticket);
            state.attempts.note(attempt.clone());
            attempt
        };
        self.notify_of(&attempt, listener);
    }
}
