//! Which of several organizations takes the next call.

use crate::protocol::failure::kind::FailureKind;
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::identity::place::{Place, Reach};
use crate::protocol::memory::affinity::Owner;
use crate::protocol::memory::ledger::Ledger;
use crate::protocol::memory::outage;

/// One organization that the user listed, with how to reach it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidate {
    /// The organization; `None`: the default one of the key's account.
    pub organization: Option<String>,
    /// The project; `None`: the default one.
    pub project: Option<String>,
    /// A name for the key, such as its label; never the key itself.
    pub key: Option<String>,
    /// The share of calls it takes when they are weighted.
    ///
    /// `None`, and what is no weight, counts as 1.
    pub weight: Option<f64>,
    /// The models it may be used for; none listed means all.
    pub models: Vec<String>,
}

impl Candidate {
    /// The place where a call for a model goes when this candidate takes it.
    pub fn place<'a>(&'a self, model: Option<&'a str>) -> Place<'a> {
        Place {
            organization: self.organization.as_deref(),
            project: self.project.as_deref(),
            key: self.key.as_deref(),
            model,
        }
    }

    /// Whether the candidate may be used for a model.
    pub fn serves(&self, model: Option<&str>) -> bool {
        let is_listed = |model| self.models.iter().any(|listed| listed == model);
        self.models.is_empty() || model.is_none_or(is_listed)
    }

    /// Whether a thing that was created there is found here.
    pub fn is_owner_of(&self, owner: &Owner) -> bool {
        self.place(None).shares(&owner.place(), Reach::Project)
    }

    #[inline(never)]
    fn share(&self) -> f64 {
        self.weight.filter(|weight| *weight >= 0.0).map_or(1.0, |weight| weight.min(1e9))
    }
}

/// How the next organization is chosen among those that have room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strategy {
    /// The first of the list.
    #[default]
    Failover,
    /// The one with the largest part of its scarcest limit left.
    Headroom,
    /// By chance, in proportion to the weights.
    Weighted,
}

/// What is known about the call that is to be placed.
#[derive(Clone, Copy, Debug, Default)]
pub struct RoutingQuery<'a> {
    /// The model; `None` where the call names none.
    pub model: Option<&'a str>,
    /// The candidates that failed in this call; clear it after a wait.
    pub tried: &'a [usize],
    /// The candidate that must take the call because what it names was created there.
    pub owner: Option<usize>,
    /// How long the call may wait for room, in milliseconds; 0: not at all.
    pub max_wait: u64,
}

/// Where the call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// To the candidate with this index.
    Use(usize),
    /// Nowhere yet: choose again at this time, in milliseconds since the Unix epoch.
    Wait {
        /// The time.
        until: u64,
    },
    /// Nowhere.
    Nowhere {
        /// When the first candidate has room again; `None`: no candidate fits, or no time is known.
        earliest: Option<u64>,
    },
}

/// Chooses a candidate at `now`, with `chance` between 0 and 1.
pub fn choose(
    candidates: &[Candidate],
    strategy: Strategy,
    ledger: &Ledger,
    call: &RoutingQuery,
    now: u64,
    chance: f64,
) -> Choice {
    let mut open = Vec::new();
    let mut earliest: Option<u64> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        if !fits(index, candidate, call) {
            continue;
        }
        match ledger.exhausted_until(candidate.place(call.model), now) {
            Some(until) => earliest = Some(until.min(earliest.unwrap_or(until))),
            None if call.tried.iter().all(|tried| *tried != index) => {
                open.push((index, candidate));
            }
            None => {}
        }
    }
    match pick(&open, strategy, ledger, call.model, now, chance) {
        Some(index) => Choice::Use(index),
        None => wait_or_fail(earliest, call.max_wait, now),
    }
}

fn fits(index: usize, candidate: &Candidate, call: &RoutingQuery) -> bool {
    call.owner.map_or_else(|| candidate.serves(call.model), |owner| owner == index)
}

fn wait_or_fail(earliest: Option<u64>, max_wait: u64, now: u64) -> Choice {
    match earliest {
        Some(until) if until.saturating_sub(now) <= max_wait => Choice::Wait { until },
        _ => Choice::Nowhere { earliest },
    }
}

type Open<'a> = [(usize, &'a Candidate)];

fn pick(
    open: &Open,
    strategy: Strategy,
    ledger: &Ledger,
    model: Option<&str>,
    now: u64,
    chance: f64,
) -> Option<usize> {
    match strategy {
        Strategy::Failover => open.first().map(|(index, _)| *index),
        Strategy::Headroom => roomiest(open, ledger, model, now),
        Strategy::Weighted => by_weight(open, chance),
    }
}

/// The most room first, then the fewest requests in flight, then the order of the list.
///
/// Where nothing is known, as in a page, all room is taken to be there.
fn roomiest(open: &Open, ledger: &Ledger, model: Option<&str>, now: u64) -> Option<usize> {
    let (mut best, mut least) = (None, (u64::MAX, u64::MAX));
    for (index, candidate) in open {
        let place = candidate.place(model);
        let fullness = 1_000_u64.saturating_sub(ledger.room(place, now).unwrap_or(1_000));
        let load = (fullness, ledger.in_flight(place));
        if load < least {
            (best, least) = (Some(*index), load);
        }
    }
    best
}

fn by_weight(open: &Open, chance: f64) -> Option<usize> {
    let mut total = 0.0;
    for (_, candidate) in open {
        total += candidate.share();
    }
    let mut left = total * chance;
    let mut last = None;
    for (index, candidate) in open {
        let share = candidate.share();
        left -= share;
        if left < 0.0 {
            return Some(*index);
        }
        if share > 0.0 {
            last = Some(*index);
        }
    }
    last.or(open.first().map(|(index, _)| *index))
}

/// Whether a call that failed at one candidate may move to another one at once.
///
/// It may when the other one does not share the failure: a project's spend limit leaves the other
/// projects of the organization, an organization's does not; a request that is too large is too
/// large everywhere. Never move a stream whose first byte was handed out.
pub fn may_move(
    kind: FailureKind,
    exceeded: Option<&Exceeded>,
    model: Option<&str>,
    from: &Candidate,
    to: &Candidate,
) -> bool {
    let reach = outage::reach(kind, exceeded);
    reach.is_some_and(|reach| !from.place(model).shares(&to.place(model), reach))
}
