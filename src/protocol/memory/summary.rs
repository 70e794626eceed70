//! What is known of an organization or a project as a whole: of all models that were used there.

use crate::protocol::failure::unit::Unit;
use crate::protocol::identity::place::Place;
use crate::protocol::memory::ledger::Ledger;
use crate::protocol::memory::ledger_entry::LedgerEntry;
use crate::protocol::memory::limit_window::LimitWindow;
use crate::protocol::memory::report::{Figure, Report, figure};

impl Ledger {
    /// What is known of a place without a model, with the key that was used last: of each limit the
    /// scarcest of all models, and their sums.
    pub fn summary<'a>(&self, place: Place<'a>, now: u64) -> Report<'a> {
        let is_there = |entry: &LedgerEntry| {
            let known = entry.place();
            known == Place { key: known.key, model: known.model, ..place }
        };
        let latest = self.entries.find(&is_there);
        let key = latest.and_then(|entry| entry.place().key);
        let mut models = Vec::new();
        for entry in self.entries.all() {
            if is_there(entry) && entry.place().key == key {
                models.push(&**entry);
            }
        }
        let mut report = Report {
            organization: place.organization,
            project: place.project,
            requests: scarcest(&models, Unit::Requests, now),
            tokens: scarcest(&models, Unit::Tokens, now),
            project_tokens: scarcest(&models, Unit::ProjectTokens, now),
            exhausted_until: exhausted_until(&models, now),
            ..Report::default()
        };
        for entry in models {
            report.usage.include(&entry.usage);
            let more = entry.in_flight.amount.requests;
            report.in_flight = report.in_flight.saturating_add(more);
        }
        let blocked = self.outages.until(Place { key, model: None, ..place }, now);
        report.exhausted_until = report.exhausted_until.max(blocked);
        report
    }
}

/// The limit of which the smallest part is left; of several, the one that was used last.
#[inline(never)]
fn scarcest(models: &[&LedgerEntry], unit: Unit, now: u64) -> Option<Figure> {
    let windows = models.iter().map(|entry| entry.window_at(unit, now));
    let known = windows.rev().filter(|window| window.source.is_some());
    // What nobody knows is not scarce.
    figure(&known.min_by_key(|window| window.room().unwrap_or(u64::MAX))?, now)
}

/// When the first of the models gets through, if none does now; those without limits do not count.
fn exhausted_until(models: &[&LedgerEntry], now: u64) -> Option<u64> {
    let is_known = |window: &LimitWindow| window.source.is_some();
    let limited =
        |entry: &&&LedgerEntry| Unit::ALL.iter().any(|unit| is_known(entry.window(*unit)));
    models.iter().filter(limited).map(|entry| entry.exhausted_until(now)).min().flatten()
}
