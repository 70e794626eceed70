//! Who sends the next request of a call: organization, project and key.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::boundary;
use super::call::{self, Call, Course};
use super::clock;
use super::failure;
use super::settings::Key;
use crate::protocol::affinity::Found;
use crate::protocol::diagnosis::{self, Origin, Sent};
use crate::protocol::failure::{Event, Failure};
use crate::protocol::key::KeyLabel;
use crate::protocol::place::Place;
use crate::protocol::rate_limit::HeaderText;
use crate::protocol::route::{self, Choice, Strategy};
use crate::protocol::scope::{self, Identifier, Scope};

/// What is wrong when routing finds no organization.
const ALL_EXHAUSTED: &str = "every listed organization is exhausted: retryAt says when the first \
    has room again, if that is known";

/// An organization, a project and a key.
pub(super) struct Sender {
    /// Which of the listed organizations it is; `None` when the call is not routed.
    pub(super) candidate: Option<usize>,
    pub(super) scope: Scope,
    pub(super) key: String,
    pub(super) label: KeyLabel,
    /// What tells the key apart in the ledger.
    pub(super) key_name: String,
}

impl Sender {
    /// Where its requests go, for the ledger.
    pub(super) fn place<'a>(&'a self, model: Option<&'a str>) -> Place<'a> {
        Place {
            organization: self.scope.organization.value.as_deref(),
            project: self.scope.project.value.as_deref(),
            key: Some(&self.key_name),
            model,
        }
    }

    /// What was sent, for a diagnosis.
    pub(super) fn sent<'a>(&'a self, model: Option<&'a str>) -> Sent<'a> {
        Sent {
            organization: self.scope.organization.value.as_deref(),
            organization_origin: self.scope.organization.origin,
            project: self.scope.project.value.as_deref(),
            project_origin: self.scope.project.origin,
            key: self.label.clone(),
            model,
        }
    }
}

impl Call {
    /// Who sends the next request; waits for an organization to have room if it must.
    ///
    /// `Err` is the error for the caller: there is no key, or no organization with room.
    pub(super) async fn sender(&self, course: &mut Course) -> Result<Sender, JsValue> {
        let Some(strategy) = self.strategy() else {
            return self.sender_of(None, self.request.scope.clone(), &self.settings.key).await;
        };
        loop {
            match self.choose(strategy, &course.tried) {
                Choice::Use(index) => return self.candidate(index).await,
                Choice::Wait { until } => {
                    self.pause(until.saturating_sub(clock::now()), course).await?;
                    course.tried.clear();
                }
                Choice::Nowhere { earliest } => return Err(self.exhausted(earliest)),
            }
        }
    }

    /// How the call is routed; `None` if it is not, because nobody asked or somebody chose.
    pub(super) fn strategy(&self) -> Option<Strategy> {
        let is_chosen = |identifier: &Identifier| match identifier.origin {
            Origin::Call => true,
            Origin::Setter | Origin::Scope => identifier.value.is_some(),
            _ => false,
        };
        let scope = &self.request.scope;
        let is_chosen = is_chosen(&scope.organization) || is_chosen(&scope.project);
        let is_empty = self.settings.routes.candidates.is_empty();
        self.settings.strategy.filter(|_| !is_chosen && !is_empty)
    }

    /// Chooses among the organizations that have not been tried.
    pub(super) fn choose(&self, strategy: Strategy, tried: &[usize]) -> Choice {
        let patience = self.request.patience.max_retry_delay;
        let call = route::Call {
            model: self.request.model.as_deref(),
            tried,
            home: self.home(),
            patience: if self.settings.waits_for_limits { patience } else { 0 },
        };
        let candidates = &self.settings.routes.candidates;
        let ledger = self.shared.ledger.borrow();
        route::choose(candidates, strategy, &ledger, &call, clock::now(), clock::chance())
    }

    /// The organization in which what the call names was created.
    fn home(&self) -> Option<usize> {
        let ids: Vec<&str> = self.request.ids.iter().map(String::as_str).collect();
        let Found::Home(home) = self.shared.home_of(&ids) else {
            return None;
        };
        let mut candidates = self.settings.routes.candidates.iter();
        candidates.position(|candidate| candidate.is_home_of(&home))
    }

    async fn candidate(&self, index: usize) -> Result<Sender, JsValue> {
        let routes = &self.settings.routes;
        let found = routes.candidates.get(index).zip(routes.keys.get(index));
        let (candidate, key) = found.ok_or(JsValue::UNDEFINED)?;
        let named =
            |value: &Option<String>| Identifier { value: value.clone(), origin: Origin::Routing };
        let scope = Scope {
            organization: named(&candidate.organization),
            project: named(&candidate.project),
        };
        let key = if matches!(key, Key::None) { &self.settings.key } else { key };
        let mut sender = self.sender_of(Some(index), scope, key).await?;
        // The ledger must know the place by the same name as the router.
        sender.key_name = candidate.key.clone().unwrap_or_default();
        Ok(sender)
    }

    async fn sender_of(
        &self,
        candidate: Option<usize>,
        scope: Scope,
        key: &Key,
    ) -> Result<Sender, JsValue> {
        let key = self.key(key).await?;
        let label = KeyLabel::of(&key);
        let key_name = label.describe();
        Ok(Sender { candidate, scope, key, label, key_name })
    }

    /// The key for one request; a function is asked every time.
    async fn key(&self, key: &Key) -> Result<String, JsValue> {
        if self.request.takes_admin_key {
            let missing = || self.missing_key("adminAPIKey", "OPENAI_ADMIN_KEY");
            return self.settings.admin_key.clone().ok_or_else(missing);
        }
        match key {
            Key::Text(key) => Ok(key.clone()),
            Key::Function(function) => ask_for_key(function).await,
            Key::None if self.removes_key() => Ok(String::new()),
            Key::None => Err(self.missing_key("apiKey", "OPENAI_API_KEY")),
        }
    }

    /// Whether the caller gives a header of their own instead of a key, or wants none.
    fn removes_key(&self) -> bool {
        let given = self.request.headers.iter().chain(&self.settings.default_headers);
        given.into_iter().any(|(name, _)| {
            name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("api-key")
        })
    }

    fn missing_key(&self, option: &str, variable: &str) -> JsValue {
        let name = &self.request.name;
        let advice = ": pass it, or set the environment variable ";
        call::wrong(&[name, " needs ", option, advice, variable].concat())
    }

    /// The error for a call that no listed organization has room for.
    fn exhausted(&self, earliest: Option<u64>) -> JsValue {
        let serves =
            |model| self.settings.routes.candidates.iter().any(|candidate| candidate.serves(model));
        if !serves(self.request.model.as_deref()) {
            let model = self.request.model.as_deref().unwrap_or_default();
            return call::wrong(&["no listed organization is for the model ", model].concat());
        }
        let failure = Failure {
            event: Event::Answer(429),
            code: "rate_limit_exceeded",
            message: "",
            headers: HeaderText(""),
        };
        let sent = Sent {
            organization: None,
            organization_origin: Origin::Routing,
            project: None,
            project_origin: Origin::Routing,
            key: KeyLabel::of(""),
            model: self.request.model.as_deref(),
        };
        let mut diagnosis = diagnosis::diagnose(&failure, &sent, clock::now());
        diagnosis.retry_at = earliest;
        diagnosis.remedy = ALL_EXHAUSTED.to_owned();
        boundary::exhausted(ALL_EXHAUSTED, &failure::to_js(&diagnosis))
    }
}

/// Asks the function that the caller gave for a key.
async fn ask_for_key(function: &js_sys::Function) -> Result<String, JsValue> {
    let failed = |thrown: JsValue| {
        boundary::client_error("the function apiKey failed to give a key", &thrown)
    };
    let given = function.call0(&JsValue::UNDEFINED).map_err(failed)?;
    let given = JsFuture::from(Promise::resolve(&given)).await.map_err(failed)?;
    let Some(text) = given.as_string() else {
        let got = boundary::type_name(&given);
        return Err(call::wrong(&["the function apiKey must give a string, got ", &got].concat()));
    };
    let checked = scope::check_key("what the function apiKey gave", &text);
    checked.map(str::to_owned).map_err(|invalid| call::refused(&invalid))
}
