//! What each organization, project and model has left and has used.

use crate::protocol::failure::classify::Failure;
use crate::protocol::failure::rate_limit_headers::{HeaderText, Limit, Limits};
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::failure::unit::Unit;
use crate::protocol::identity::place::Place;
use crate::protocol::memory::in_flight::Ticket;
use crate::protocol::memory::ledger_entry::{LedgerEntry, Usage};
use crate::protocol::memory::outage::{Outage, Outages};
use crate::protocol::memory::report::{Near, Report, figure};
use crate::protocol::text::lru::Lru;

/// The most places that are remembered; the one unseen for longest is forgotten first.
pub const MOST_ENTRIES: usize = 256;

/// What is known of every place that requests went to. Times are milliseconds since the epoch.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub(in crate::protocol) entries: Lru<LedgerEntry>,
    pub(in crate::protocol) outages: Outages,
}

impl Ledger {
    /// Starts with nothing known.
    pub const fn new() -> Self {
        Self { entries: Lru::new(), outages: Outages::new() }
    }

    /// Counts down a request that is about to be sent, and an estimate of its tokens.
    #[must_use]
    pub fn begin(&mut self, place: Place, tokens: u64, now: u64) -> Ticket {
        let mut ticket = Ticket::default();
        self.update(place, &mut |entry| ticket = entry.begin(tokens, now));
        ticket
    }

    /// Ends what `begin` began, once the headers have come or the request has failed.
    ///
    /// Call it right before the observation of the same answer. Without an answer the request is
    /// taken not to have reached the server, and counts up again.
    pub fn end(&mut self, place: Place, ticket: &Ticket, was_answered: bool) {
        self.update(place, &mut |entry| entry.end(ticket, was_answered));
    }

    /// Learns from the headers of an answer of any status.
    #[inline(never)]
    pub fn observe_headers(&mut self, place: Place, headers: HeaderText, now: u64) {
        let limits = Limits::from_headers(headers, now);
        self.update(place, &mut |entry| entry.observe_headers(&limits, now));
    }

    /// Learns that a request succeeded: states that were final, such as a used-up quota, are over.
    pub fn observe_success(&mut self, place: Place, headers: HeaderText, now: u64) {
        self.observe_headers(place, headers, now);
        self.outages.lift(place);
    }

    /// Learns from a failure: its headers, its text, and until when what shares its fate fails too.
    pub fn observe_failure(&mut self, place: Place, failure: &Failure, now: u64) {
        self.observe_headers(place, failure.headers, now);
        let exceeded = Exceeded::parse(failure.message);
        if let Some(exceeded) = &exceeded {
            self.observe_exceeded(place, exceeded, now);
        }
        let Some(outage) = Outage::after(place, failure, exceeded.as_ref(), now) else {
            return;
        };
        let charged = exceeded.and_then(|exceeded| exceeded.organization);
        if charged.is_some() && charged != place.organization {
            self.outages.add(outage.at(Place { organization: charged, ..place }));
        }
        self.outages.add(outage);
    }

    /// Learns from the text of a 429 what was left of the limit that it names.
    pub fn observe_exceeded(&mut self, place: Place, exceeded: &Exceeded, now: u64) {
        let unit = match exceeded.unit {
            Some("requests") => Unit::Requests,
            Some("tokens") if exceeded.project.is_some() => Unit::ProjectTokens,
            Some("tokens") => Unit::Tokens,
            _ => return,
        };
        let resets_at = exceeded.wait.map(|wait| now.saturating_add(wait));
        let observed = Limit { limit: exceeded.limit, remaining: exceeded.remaining(), resets_at };
        self.update(place, &mut |entry| entry.observe_text(unit, &observed, now));
    }

    /// Adds the `usage` of an answer.
    pub fn add_usage(&mut self, place: Place, input_tokens: u64, output_tokens: u64) {
        self.update(place, &mut |entry| entry.usage.add(input_tokens, output_tokens));
    }

    /// Until when nothing gets through at a place; `None`: as far as is known, something does.
    pub fn exhausted_until(&self, place: Place, now: u64) -> Option<u64> {
        let entry = self.find(place).and_then(|entry| entry.exhausted_until(now));
        self.outages.until(place, now).max(entry)
    }

    /// What is left at a place, in thousandths of its scarcest limit; `None` when nothing is known.
    pub fn room(&self, place: Place, now: u64) -> Option<u64> {
        self.find(place)?.room(now)
    }

    /// How many requests are sent to a place and not answered.
    pub fn in_flight(&self, place: Place) -> u64 {
        self.find(place).map_or(0, |entry| entry.in_flight.amount.requests)
    }

    /// What is known of a place.
    pub fn report<'a>(&self, place: Place<'a>, now: u64) -> Report<'a> {
        self.report_of(place, self.find(place), now)
    }

    /// What is known of a place with whichever key: of all that is there, what was used last.
    pub fn latest_report<'a>(&'a self, place: Place<'a>, now: u64) -> Report<'a> {
        let latest = self.entries.find(&|entry| {
            let known = entry.place();
            known == Place { key: known.key, ..place }
        });
        self.report_of(latest.map_or(place, LedgerEntry::place), latest, now)
    }

    /// What is known of every place.
    pub fn reports(&self, now: u64) -> impl Iterator<Item = Report<'_>> {
        let entries = self.entries.all().iter();
        entries.map(move |entry| self.report_of(entry.place(), Some(entry), now))
    }

    #[inline(never)]
    fn report_of<'a>(&self, place: Place<'a>, entry: Option<&LedgerEntry>, now: u64) -> Report<'a> {
        let figure = |unit| figure(&entry?.window_at(unit, now), now);
        Report {
            organization: place.organization,
            project: place.project,
            model: place.model,
            requests: figure(Unit::Requests),
            tokens: figure(Unit::Tokens),
            project_tokens: figure(Unit::ProjectTokens),
            usage: entry.map_or_else(Usage::default, |entry| entry.usage.clone()),
            in_flight: entry.map_or(0, |entry| entry.in_flight.amount.requests),
            exhausted_until: self.exhausted_until(place, now),
        }
    }

    /// The limits of a place that have come down to the threshold, each once per crossing: the
    /// part of the limit that is left, between 0 and 1. Call it after an observation.
    pub fn newly_near(&mut self, place: Place, threshold: f64, now: u64) -> Vec<Near> {
        let mut near = Vec::new();
        self.update(place, &mut |entry| {
            for &unit in Unit::ALL {
                let figure =
                    entry.near(unit, threshold, now).and_then(|window| figure(window, now));
                if let Some(figure) = figure {
                    near.push(Near { unit, figure });
                }
            }
        });
        near
    }

    #[inline(never)]
    fn find(&self, place: Place) -> Option<&LedgerEntry> {
        let place = place.counted();
        self.entries.find(&|entry| entry.place() == place)
    }

    /// Changes the entry of a place, and moves it to the end as the one seen last.
    ///
    /// When there are too many, the idle one that was unseen for longest is forgotten.
    #[inline(never)]
    pub(in crate::protocol) fn update(
        &mut self,
        place: Place,
        change: &mut dyn FnMut(&mut LedgerEntry),
    ) {
        let place = place.counted();
        let known = self.entries.take(&|entry| entry.place() == place);
        let mut entry = known.unwrap_or_else(|| LedgerEntry::new(place));
        change(&mut entry);
        self.entries.forget(MOST_ENTRIES, &|entry| entry.in_flight.amount.requests == 0);
        self.entries.put(entry, &|_| true);
    }
}
