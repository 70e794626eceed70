//! One line of the ledger: the limits, the usage and what is in flight at one place.

use crate::protocol::failure::rate_limit_headers::{Limit, Limits};
use crate::protocol::failure::unit::Unit;
use crate::protocol::identity::place::{Place, PlaceBuf};
use crate::protocol::memory::in_flight::{Amount, InFlight, Ticket};
use crate::protocol::memory::limit_window::{LimitWindow, Source};
use crate::protocol::text::json_writer::Json;
use crate::protocol::text::number::MAX_NUMBER;

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

    /// Adds what was used elsewhere.
    pub fn include(&mut self, other: &Self) {
        self.requests = sum(self.requests, other.requests);
        self.add(other.input_tokens, other.output_tokens);
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
pub struct LedgerEntry {
    place: PlaceBuf,
    windows: [LimitWindow; 3],
    /// What was used so far.
    pub usage: Usage,
    /// What is sent and not answered.
    pub in_flight: InFlight,
}

impl LedgerEntry {
    /// Nothing is known of it: a constant, which is copied in one piece.
    const UNKNOWN: Self = Self {
        place: PlaceBuf::new(),
        windows: [LimitWindow::UNKNOWN; 3],
        usage: Usage { requests: 0, input_tokens: 0, output_tokens: 0 },
        in_flight: InFlight::NONE,
    };

    /// A place of which nothing is known.
    pub fn new(place: Place) -> Box<Self> {
        let mut entry = Box::new(Self::UNKNOWN);
        entry.place = PlaceBuf::of(place);
        entry
    }

    /// The place that the entry is about; its key is there only if nothing else tells places apart.
    pub fn place(&self) -> Place<'_> {
        self.place.place()
    }

    /// Counts down a request.
    pub fn begin(&mut self, tokens: u64, now: u64) -> Ticket {
        let amount = Amount { requests: 1, tokens };
        for &unit in Unit::ALL {
            self.pass(unit, now).take(amount.of(unit));
        }
        self.usage.requests = sum(self.usage.requests, 1);
        self.in_flight.begin(amount)
    }

    /// Ends what `begin` began; what never reached the server counts up again.
    pub fn end(&mut self, ticket: &Ticket, was_answered: bool) {
        self.in_flight.end(ticket);
        if was_answered {
            return;
        }
        for &unit in Unit::ALL {
            self.meter_mut(unit).give_back(ticket.amount.of(unit));
        }
    }

    /// Takes over what the headers of an answer tell.
    pub fn observe_headers(&mut self, limits: &Limits, now: u64) {
        let doubt = self.in_flight.take_doubt();
        for &unit in Unit::ALL {
            self.observe(unit, limits.of(unit), Source::Header, doubt, now);
        }
    }

    /// Takes over what the text of a 429 tells, unless the headers of the same answer told more.
    pub fn observe_text(&mut self, unit: Unit, observed: &Limit, now: u64) {
        let window = self.window(unit);
        if window.source != Some(Source::Header) || window.observed_at != now {
            self.observe(unit, observed, Source::Message, self.in_flight.amount, now);
        }
    }

    #[inline(never)]
    fn observe(&mut self, unit: Unit, observed: &Limit, source: Source, doubt: Amount, now: u64) {
        if !observed.is_unknown() {
            self.pass(unit, now).observe(observed, source, doubt.of(unit), now);
        }
    }

    /// Brings a limit to what it is at `now`.
    #[inline(never)]
    fn pass(&mut self, unit: Unit, now: u64) -> &mut LimitWindow {
        let in_flight = self.in_flight.amount.of(unit);
        let window = self.meter_mut(unit);
        window.pass(in_flight, now);
        window
    }

    /// A limit as it was last seen or counted.
    pub const fn window(&self, unit: Unit) -> &LimitWindow {
        let [requests, tokens, project_tokens] = &self.windows;
        match unit {
            Unit::Requests => requests,
            Unit::Tokens => tokens,
            Unit::ProjectTokens => project_tokens,
        }
    }

    const fn meter_mut(&mut self, unit: Unit) -> &mut LimitWindow {
        let [requests, tokens, project_tokens] = &mut self.windows;
        match unit {
            Unit::Requests => requests,
            Unit::Tokens => tokens,
            Unit::ProjectTokens => project_tokens,
        }
    }

    /// A limit as it is at `now`.
    #[inline(never)]
    pub fn window_at(&self, unit: Unit, now: u64) -> LimitWindow {
        let mut window = *self.window(unit);
        window.pass(self.in_flight.amount.of(unit), now);
        window
    }

    /// A limit that has newly come down to the threshold.
    pub fn near(&mut self, unit: Unit, threshold: f64, now: u64) -> Option<&LimitWindow> {
        let window = self.pass(unit, now);
        window.is_newly_near(threshold).then_some(window)
    }

    /// When the last exhausted limit is whole again.
    pub fn exhausted_until(&self, now: u64) -> Option<u64> {
        let mut latest = None;
        for window in &self.windows {
            latest = latest.max(window.exhausted_until(now));
        }
        latest
    }

    /// What is left, in thousandths of the scarcest limit.
    pub fn room(&self, now: u64) -> Option<u64> {
        let mut least = None;
        for &unit in Unit::ALL {
            let room = self.window_at(unit, now).room();
            least = room.map(|room| least.map_or(room, |least| room.min(least))).or(least);
        }
        least
    }

    /// Takes over what another session knows of a limit, if that is newer.
    pub fn merge(&mut self, unit: Unit, mut window: LimitWindow, now: u64) {
        window.limit_times(now);
        let known = self.meter_mut(unit);
        if known.source.is_none() || known.observed_at < window.observed_at {
            *known = window;
        }
    }
}

fn sum(count: u64, more: u64) -> u64 {
    count.saturating_add(more).min(MAX_NUMBER)
}
