//! What the clients of one family share: ledger, retry budgets, and where things were created.

use std::cell::{Cell, RefCell};

use super::clock;
use crate::protocol::failure::classify::Failure;
use crate::protocol::failure::rate_limit_headers::HeaderText;
use crate::protocol::identity::place::Place;
use crate::protocol::memory::affinity::{Affinity, Found, Owner};
use crate::protocol::memory::in_flight::Ticket;
use crate::protocol::memory::ledger::Ledger;
use crate::protocol::memory::report::{Near, Report};
use crate::protocol::memory::retry_budget::Budgets;
use crate::protocol::memory::snapshot;
use crate::protocol::text::invalid::text;
use crate::protocol::text::scan;
use crate::protocol::text::secret::mask_keys;

/// State behind cells, none of which stays borrowed while JavaScript runs.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) ledger: RefCell<Ledger>,
    budgets: RefCell<Budgets>,
    affinity: RefCell<Affinity>,
    calls: Cell<u64>,
    keys: RefCell<String>,
}

/// So many bytes of keys are looked for in what servers say; then the one sent first is forgotten.
const MOST_KEYS: usize = 8192;

impl Shared {
    /// The number of another call.
    pub(super) fn next_call(&self) -> u64 {
        let id = self.calls.get().wrapping_add(1);
        self.calls.set(id);
        id
    }

    /// Counts a request that is about to be sent.
    pub(super) fn begin(&self, place: Place, tokens: u64) -> Ticket {
        let now = clock::now();
        self.ledger.borrow_mut().begin(place, tokens, now)
    }

    /// Learns from an answer that is no error.
    pub(super) fn succeeded(&self, place: Place, ticket: &Ticket, headers: HeaderText) {
        let now = clock::now();
        let mut ledger = self.ledger.borrow_mut();
        ledger.end(place, ticket, true);
        ledger.observe_success(place, headers, now);
        self.budgets.borrow_mut().succeeded(place.organization, now);
    }

    /// Learns from a failure.
    pub(super) fn failed(&self, place: Place, ticket: &Ticket, failure: &Failure) {
        let now = clock::now();
        let mut ledger = self.ledger.borrow_mut();
        ledger.end(place, ticket, failure.status().is_some());
        ledger.observe_failure(place, failure, now);
    }

    /// Counts a request down that will never be answered.
    pub(super) fn dropped(&self, place: Place, ticket: &Ticket) {
        self.ledger.borrow_mut().end(place, ticket, false);
    }

    /// Learns from an error that came inside a stream.
    pub(super) fn failed_in_stream(&self, place: Place, failure: &Failure) {
        let now = clock::now();
        self.ledger.borrow_mut().observe_failure(place, failure, now);
    }

    /// Notes a key that the client has, or what is sent as `authorization`, for a server may repeat it.
    pub(super) fn note_key(&self, authorization: Option<&str>) {
        let Some(authorization) = authorization else { return };
        let key = authorization.strip_prefix("Bearer ").unwrap_or(authorization);
        let mut keys = self.keys.borrow_mut();
        let line = text(&["\n", key, "\n"]);
        if scan::contains(&keys, &line) {
            return;
        }
        while keys.len() > MOST_KEYS {
            let others = scan::after(&keys, "\n").unwrap_or_default().to_owned();
            *keys = others;
        }
        // Every key stands between two ends of lines.
        let start = usize::from(!keys.is_empty());
        keys.push_str(line.get(start..).unwrap_or_default());
    }

    /// A text in which these keys are masked.
    pub(super) fn mask(&self, text: String) -> String {
        mask_keys(text, &self.keys.borrow())
    }

    /// Spends one retry of an organization; `false` if none is left.
    pub(super) fn spend_retry(&self, organization: Option<&str>) -> bool {
        let now = clock::now();
        self.budgets.borrow_mut().spend(organization, now)
    }

    /// Adds what an answer was charged for.
    pub(super) fn add_usage(&self, place: Place, input: u64, output: u64) {
        self.ledger.borrow_mut().add_usage(place, input, output);
    }

    /// The limits of a place that have just come near their end.
    pub(super) fn newly_near(&self, place: Place, threshold: f64) -> Vec<Near> {
        let now = clock::now();
        self.ledger.borrow_mut().newly_near(place, threshold, now)
    }

    /// Reads what is known of a scope, whichever key it is used with: what was used last of it.
    ///
    /// Without a model, it is the scarcest of all models, and their sums.
    pub(super) fn report(&self, place: Place, read: &mut dyn FnMut(&Report)) {
        let now = clock::now();
        let ledger = self.ledger.borrow();
        read(&match place.model {
            Some(_) => ledger.latest_report(place, now),
            None => ledger.summary(place, now),
        });
    }

    /// Hands out what is known of every place.
    pub(super) fn each_report(&self, each: &mut dyn FnMut(&Report)) {
        let now = clock::now();
        for report in self.ledger.borrow().reports(now) {
            each(&report);
        }
    }

    /// Remembers where a thing was created or found.
    pub(super) fn remember(&self, id: &str, place: Place) {
        let now = clock::now();
        self.affinity.borrow_mut().remember(Owner::new(id, place, now));
    }

    /// Where a call that names these ids must go.
    pub(super) fn owner_of(&self, ids: &[&str]) -> Found {
        let now = clock::now();
        self.affinity.borrow_mut().find(ids, now)
    }

    /// Everything that is remembered, as lines of text.
    pub(super) fn snapshot(&self) -> String {
        let now = clock::now();
        snapshot::write(&self.ledger.borrow(), &self.affinity.borrow(), now)
    }

    /// Adds what a snapshot knows; `false` if it is none, and nothing has changed.
    pub(super) fn load(&self, text: &str) -> bool {
        let now = clock::now();
        let (mut ledger, mut affinity) = (self.ledger.borrow_mut(), self.affinity.borrow_mut());
        snapshot::load(text, &mut ledger, &mut affinity, now)
    }
}
