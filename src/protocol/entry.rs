//! One line of the ledger: the limits, the usage and what is in flight at one place.

use super::in_flight::{Amount, InFlight, Ticket};
use super::json::Json;
use super::meter::{Meter, Source};
use super::place::{Place, PlaceBuf};
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

    /// The limit of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|unit| unit.as_str() == word).copied()
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
    place: PlaceBuf,
    meters: [Option<Meter>; 3],
    /// What was used so far.
    pub usage: Usage,
    /// What is sent and not answered.
    pub in_flight: InFlight,
}

impl Entry {
    /// A place of which nothing is known.
    pub fn new(place: Place) -> Self {
        Self {
            place: PlaceBuf::of(Place { key: key_of(place), ..place }),
            meters: [const { None }; 3],
            usage: Usage::default(),
            in_flight: InFlight::default(),
        }
    }

    /// The place that the entry is about; its key is there only if nothing else tells places apart.
    pub fn place(&self) -> Place<'_> {
        self.place.place()
    }

    /// Whether the entry is about a place.
    pub fn is_at(&self, place: Place) -> bool {
        self.place() == Place { key: key_of(place), ..place }
    }

    /// Counts down a request.
    pub fn begin(&mut self, tokens: u64, now: u64) -> Ticket {
        let before = self.in_flight.amount;
        let ticket = self.in_flight.begin(tokens);
        for (unit, meter) in Unit::ALL.iter().zip(&mut self.meters) {
            if let Some(meter) = meter {
                meter.take(ticket.amount.of(*unit), before.of(*unit), now);
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
        for (unit, meter) in Unit::ALL.iter().zip(&mut self.meters) {
            if let Some(meter) = meter {
                meter.give_back(ticket.amount.of(*unit));
            }
        }
    }

    /// Takes over what the headers of an answer tell.
    #[inline(never)]
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

    #[inline(never)]
    fn observe(&mut self, unit: Unit, told: Limit, source: Source, doubt: Amount, now: u64) {
        if told.is_unknown() {
            return;
        }
        let known = self.meter_at(unit, now);
        self.set(unit, Meter::observe(known, told, source, doubt.of(unit), now));
    }

    /// A limit as the server last told it.
    pub fn meter(&self, unit: Unit) -> Option<&Meter> {
        self.meters.get(unit as usize)?.as_ref()
    }

    /// A limit as it is at `now`.
    #[inline(never)]
    pub fn meter_at(&self, unit: Unit, now: u64) -> Option<Meter> {
        self.meter(unit).map(|meter| meter.at(self.in_flight.amount.of(unit), now))
    }

    /// A limit that has newly come down to the threshold.
    pub fn near(&mut self, unit: Unit, threshold: f64, now: u64) -> Option<Meter> {
        let mut meter = self.meter_at(unit, now)?;
        let is_near = meter.is_newly_near(threshold);
        self.set(unit, meter.clone());
        is_near.then_some(meter)
    }

    /// When the last exhausted limit is whole again.
    pub fn exhausted_until(&self, now: u64) -> Option<u64> {
        let mut latest = None;
        for meter in self.meters.iter().flatten() {
            latest = latest.max(meter.exhausted_until(now));
        }
        latest
    }

    /// What is left, in thousandths of the scarcest limit.
    pub fn room(&self, now: u64) -> Option<u64> {
        let mut least = None;
        for unit in Unit::ALL {
            let room = self.meter_at(unit, now).and_then(|meter| meter.room());
            least = room.map(|room| least.map_or(room, |least| room.min(least))).or(least);
        }
        least
    }

    /// Takes over what another session knows of a limit, if that is newer.
    #[inline(never)]
    pub fn merge(&mut self, unit: Unit, mut meter: Meter, now: u64) {
        meter.limit_times(now);
        if self.meter(unit).is_none_or(|known| known.observed_at < meter.observed_at) {
            self.set(unit, meter);
        }
    }

    fn set(&mut self, unit: Unit, meter: Meter) {
        if let Some(slot) = self.meters.get_mut(unit as usize) {
            *slot = Some(meter);
        }
    }
}

/// A named organization is the same with every key.
fn key_of(place: Place<'_>) -> Option<&str> {
    let is_named = place.organization.is_some_and(|organization| !organization.is_empty());
    place.key.filter(|_| !is_named)
}

fn sum(count: u64, more: u64) -> u64 {
    count.saturating_add(more).min(MAX_NUMBER)
}
