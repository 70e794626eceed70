//! One line of the ledger: the limits, the usage and what is in flight at one place.

use super::in_flight::{Amount, InFlight, Ticket};
use super::json::Json;
use super::meter::{Meter, Source};
use super::place::Place;
use super::rate_limit::{Limit, Limits, MAX_NUMBER};

/// Which limit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Requests.
    Requests,
    /// Tokens of the organization.
    Tokens,
    /// Tokens of the project.
    ProjectTokens,
}

impl Unit {
    /// The word for it, as in the hook `onLimit`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Tokens => "tokens",
            Self::ProjectTokens => "projectTokens",
        }
    }

    /// Every limit that an answer tells.
    pub const ALL: [Self; 3] = [Self::Requests, Self::Tokens, Self::ProjectTokens];
}

/// What was used so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Requests sent, also those that failed.
    pub requests: u64,
    /// Tokens read, from the `usage` of the answers.
    pub input_tokens: u64,
    /// Tokens written, from the `usage` of the answers.
    pub output_tokens: u64,
}

impl Usage {
    /// Adds the tokens of an answer.
    pub fn add(&mut self, input_tokens: u64, output_tokens: u64) {
        self.input_tokens = sum(self.input_tokens, input_tokens);
        self.output_tokens = sum(self.output_tokens, output_tokens);
    }

    /// Writes it as the member `usage`.
    pub fn write(&self, json: &mut Json) {
        json.begin_object("usage");
        json.number("requests", Some(self.requests));
        json.number("inputTokens", Some(self.input_tokens));
        json.number("outputTokens", Some(self.output_tokens));
        json.end_object();
    }

    /// Takes the larger of two counts of the same thing, so that loading twice adds nothing.
    pub fn merge(&mut self, other: &Self) {
        self.requests = self.requests.max(other.requests);
        self.input_tokens = self.input_tokens.max(other.input_tokens);
        self.output_tokens = self.output_tokens.max(other.output_tokens);
    }
}

/// What is known of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The organization; `None`: the default one of the key's account.
    pub organization: Option<String>,
    /// The project; `None`: the default one.
    pub project: Option<String>,
    /// The name of the key, kept only where there is no organization to tell places apart.
    pub key: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// Requests.
    pub requests: Option<Meter>,
    /// Tokens of the organization.
    pub tokens: Option<Meter>,
    /// Tokens of the project.
    pub project_tokens: Option<Meter>,
    /// What was used so far.
    pub usage: Usage,
    /// What is sent and not answered.
    pub in_flight: InFlight,
}

impl Entry {
    /// A place of which nothing is known.
    pub fn new(place: Place) -> Self {
        Self {
            organization: place.organization.map(str::to_owned),
            project: place.project.map(str::to_owned),
            key: key_of(place).map(str::to_owned),
            model: place.model.map(str::to_owned),
            requests: None,
            tokens: None,
            project_tokens: None,
            usage: Usage::default(),
            in_flight: InFlight::default(),
        }
    }

    /// The place that the entry is about.
    pub fn place(&self) -> Place<'_> {
        Place {
            organization: self.organization.as_deref(),
            project: self.project.as_deref(),
            key: self.key.as_deref(),
            model: self.model.as_deref(),
        }
    }

    /// Whether the entry is about a place.
    pub fn is_at(&self, place: Place) -> bool {
        self.place() == Place { key: key_of(place), ..place }
    }

    /// Counts down a request.
    pub fn begin(&mut self, tokens: u64, now: u64) -> Ticket {
        let before = self.in_flight.amount;
        let ticket = self.in_flight.begin(tokens);
        for unit in Unit::ALL {
            if let Some(meter) = self.slot(unit) {
                meter.take(ticket.amount.of(unit), before.of(unit), now);
            }
        }
        self.usage.requests = sum(self.usage.requests, 1);
        ticket
    }

    /// Ends what `begin` began; what never reached the server counts up again.
    pub fn end(&mut self, ticket: &Ticket, was_answered: bool) {
        self.in_flight.end(ticket);
        if was_answered {
            return;
        }
        for unit in Unit::ALL {
            if let Some(meter) = self.slot(unit) {
                meter.give_back(ticket.amount.of(unit));
            }
        }
    }

    /// Takes over what the headers of an answer tell.
    pub fn observe_headers(&mut self, limits: &Limits, now: u64) {
        let doubt = self.in_flight.take_doubt();
        self.observe(Unit::Requests, limits.requests, Source::Header, doubt, now);
        self.observe(Unit::Tokens, limits.tokens, Source::Header, doubt, now);
        self.observe(Unit::ProjectTokens, limits.project_tokens, Source::Header, doubt, now);
    }

    /// Takes over what the text of a 429 tells, unless the headers of the same answer told more.
    pub fn observe_text(&mut self, unit: Unit, told: Limit, now: u64) {
        let is_new = |meter: &Meter| meter.source == Source::Header && meter.observed_at == now;
        if !self.meter(unit).is_some_and(is_new) {
            self.observe(unit, told, Source::Message, self.in_flight.amount, now);
        }
    }

    fn observe(&mut self, unit: Unit, told: Limit, source: Source, doubt: Amount, now: u64) {
        if told.is_unknown() {
            return;
        }
        let known = self.meter_at(unit, now);
        *self.slot(unit) = Some(Meter::observe(known, told, source, doubt.of(unit), now));
    }

    /// A limit as the server last told it.
    pub const fn meter(&self, unit: Unit) -> Option<&Meter> {
        match unit {
            Unit::Requests => self.requests.as_ref(),
            Unit::Tokens => self.tokens.as_ref(),
            Unit::ProjectTokens => self.project_tokens.as_ref(),
        }
    }

    /// A limit as it is at `now`.
    pub fn meter_at(&self, unit: Unit, now: u64) -> Option<Meter> {
        self.meter(unit).map(|meter| meter.at(self.in_flight.amount.of(unit), now))
    }

    /// A limit that has newly come down to the threshold.
    pub fn near(&mut self, unit: Unit, threshold: f64, now: u64) -> Option<Meter> {
        let current = self.meter_at(unit, now)?;
        let slot = self.slot(unit).insert(current);
        slot.is_newly_near(threshold).then(|| slot.clone())
    }

    /// When the last exhausted limit is whole again.
    pub fn exhausted_until(&self, now: u64) -> Option<u64> {
        let meters = Unit::ALL.into_iter().filter_map(|unit| self.meter(unit));
        meters.filter_map(|meter| meter.exhausted_until(now)).max()
    }

    /// What is left, in thousandths of the scarcest limit.
    pub fn room(&self, now: u64) -> Option<u64> {
        let meters = Unit::ALL.into_iter().filter_map(|unit| self.meter_at(unit, now));
        meters.filter_map(|meter| meter.room()).min()
    }

    /// Takes over what another session knows: of each limit the newer observation.
    pub fn merge(&mut self, mut other: Self, now: u64) {
        for unit in Unit::ALL {
            let Some(mut meter) = other.slot(unit).take() else {
                continue;
            };
            meter.limit_times(now);
            let slot = self.slot(unit);
            if slot.as_ref().is_none_or(|known| known.observed_at < meter.observed_at) {
                *slot = Some(meter);
            }
        }
        self.usage.merge(&other.usage);
    }

    const fn slot(&mut self, unit: Unit) -> &mut Option<Meter> {
        match unit {
            Unit::Requests => &mut self.requests,
            Unit::Tokens => &mut self.tokens,
            Unit::ProjectTokens => &mut self.project_tokens,
        }
    }
}

/// A named organization is the same with every key.
const fn key_of(place: Place<'_>) -> Option<&str> {
    if place.organization.is_some() { None } else { place.key }
}

fn sum(count: u64, more: u64) -> u64 {
    count.saturating_add(more).min(MAX_NUMBER)
}
