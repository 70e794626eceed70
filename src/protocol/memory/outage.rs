//! Until when requests to a place are known to fail, and which other places share that.

use crate::protocol::failure::classify::Failure;
use crate::protocol::failure::kind::FailureKind;
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::failure::retry::stated_wait;
use crate::protocol::identity::place::{Place, PlaceBuf, Reach};
use crate::protocol::memory::limit_window::LATEST;
use crate::protocol::text::lru::Lru;

/// How long a rate limit without a stated time is believed, in milliseconds.
const UNSTATED: u64 = 2_000;
/// After how long a state that only people can change is tried again: 10 minutes.
const RECHECK: u64 = 600_000;
/// The most outages that are remembered.
const MOST_OUTAGES: usize = 256;

/// A failure that is known to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    place: PlaceBuf,
    /// Which places share the failure.
    pub reach: Reach,
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// Until when it is believed, in milliseconds since the Unix epoch.
    pub until: u64,
}

impl Outage {
    /// A failure of a place, believed until the given time.
    pub fn new(place: Place, reach: Reach, kind: FailureKind, until: u64) -> Self {
        Self { place: PlaceBuf::of(place), reach, kind, until }
    }

    /// What a failure closes, and until when; `None` when other requests are not concerned.
    pub fn after(
        place: Place,
        failure: &Failure,
        exceeded: Option<&Exceeded>,
        now: u64,
    ) -> Option<Self> {
        let kind = failure.kind();
        let reach = reach(kind, exceeded)?;
        let usual = if is_passing(kind) { UNSTATED } else { RECHECK };
        let wait = stated_wait(failure, kind, now).unwrap_or(usual).min(LATEST);
        Some(Self::new(place, reach, kind, now.saturating_add(wait)))
    }

    /// The place of the failure.
    pub fn place(&self) -> Place<'_> {
        self.place.place()
    }

    /// The same failure at another place.
    #[must_use]
    pub fn at(&self, place: Place) -> Self {
        Self::new(place, self.reach, self.kind, self.until)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.reach == other.reach && self.kind == other.kind && self.place == other.place
    }
}

/// A rate limit of a project leaves the other projects of the organization alone.
pub fn reach(kind: FailureKind, exceeded: Option<&Exceeded>) -> Option<Reach> {
    let is_of_project = exceeded.is_some_and(|exceeded| exceeded.project.is_some());
    if kind == FailureKind::RateLimitExceeded && is_of_project {
        return Some(Reach::ProjectModel);
    }
    kind.facts().reach
}

/// Whether the failure ends by itself.
const fn is_passing(kind: FailureKind) -> bool {
    matches!(kind, FailureKind::RateLimitExceeded | FailureKind::TooManyRequests)
}

/// All failures that are known to last.
#[derive(Clone, Debug, Default)]
pub struct Outages(Lru<Outage>);

impl Outages {
    /// Starts with none.
    pub const fn new() -> Self {
        Self(Lru::new())
    }

    /// Adds one; of two for the same thing the later end is believed.
    #[inline(never)]
    pub fn add(&mut self, mut outage: Outage) {
        if let Some(known) = self.0.take(&|known| known.is_same(&outage)) {
            outage.until = outage.until.max(known.until);
        }
        self.0.forget(MOST_OUTAGES, &|_| true);
        self.0.put(Box::new(outage), &|_| true);
    }

    /// Takes over what another session knows, unless it is over at `now`.
    pub fn merge(&mut self, mut outage: Outage, now: u64) {
        outage.until = outage.until.min(now.saturating_add(LATEST));
        if outage.until > now {
            self.add(outage);
        }
    }

    /// All of them, also those that are over.
    pub(in crate::protocol) fn all(&self) -> &[Box<Outage>] {
        self.0.all()
    }

    /// Until when requests to a place are known to fail.
    pub fn until(&self, place: Place, now: u64) -> Option<u64> {
        let mut latest = None;
        for outage in self.all() {
            if outage.until > now && outage.place().shares(&place, outage.reach) {
                latest = latest.max(Some(outage.until));
            }
        }
        latest
    }

    /// Ends every lasting failure that a success at a place disproves.
    ///
    /// Rate limits stay: the success may be older than the failure.
    pub fn lift(&mut self, place: Place) {
        let is_over = |outage: &Outage| {
            !is_passing(outage.kind) && outage.place().shares(&place, outage.reach)
        };
        while self.0.take(&is_over).is_some() {}
    }
}
