//! The course of a call: who sends the next request, and what follows a failure.

use crate::protocol::failure::classify::Failure;
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::failure::retry::{self, Policy, Verdict};
use crate::protocol::memory::ledger::Ledger;
use crate::protocol::routing::choose::{self, Candidate, Choice, Strategy};
use crate::protocol::routing::meta::Attempt;

/// What a call needs to know of the world for one decision.
pub struct RoutingContext<'a> {
    /// The listed organizations.
    pub candidates: &'a [Candidate],
    /// What is known of them.
    pub ledger: &'a Ledger,
    /// The model that the call names.
    pub model: Option<&'a str>,
    /// Milliseconds since the Unix epoch.
    pub now: u64,
    /// A number from 0 to below 1.
    pub chance: f64,
}

/// What a call was asked to do, and what has become of it so far.
#[derive(Debug)]
pub struct Attempts {
    /// How the call is routed; `None` if it is not.
    pub strategy: Option<Strategy>,
    /// The listed organization in which what the call names was created.
    pub owner: Option<usize>,
    /// The longest time in milliseconds to wait for room; 0: not at all.
    pub max_wait: u64,
    /// How often the request may be sent again, and after which waits.
    pub policy: Policy,
    /// Whether the request can be sent more than once: a body that is a stream cannot.
    pub can_repeat: bool,
    /// The requests so far.
    pub made: Vec<Attempt>,
    /// The listed organization that sends, or sent last.
    pub candidate: Option<usize>,
    /// The listed organizations that failed since the last wait.
    tried: Vec<usize>,
    /// How often the request was sent again after a wait.
    retries: u32,
    /// Milliseconds waited since the last request.
    waited: u64,
}

/// What a call does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It sends its request, as `candidate` if it is routed.
    Send,
    /// It waits for so many milliseconds, and asks again.
    Wait(u64),
    /// It fails: no listed organization has room before the given time, if one is known.
    Nowhere(Option<u64>),
}

/// What a call does after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It asks what is next at once, because another organization can take it: this one.
    Move(usize),
    /// It waits for so many milliseconds, and asks what is next.
    Wait(u64),
    /// It fails; the first listed organization has room at the given time, if one is known.
    GiveUp(Option<u64>),
}

impl Attempts {
    /// A call that has not been sent, is not routed, and can be sent more than once.
    pub fn new(policy: Policy) -> Self {
        Self {
            strategy: None,
            owner: None,
            max_wait: 0,
            policy,
            can_repeat: true,
            made: Vec::new(),
            candidate: None,
            tried: Vec::new(),
            retries: 0,
            waited: 0,
        }
    }

    /// Who sends the next request.
    pub fn next(&mut self, context: &RoutingContext) -> Next {
        let Some(strategy) = self.strategy else { return Next::Send };
        match self.choose(strategy, context) {
            Choice::Use(index) => {
                self.candidate = Some(index);
                Next::Send
            }
            Choice::Wait { until } => {
                self.tried.clear();
                Next::Wait(self.wait(until.saturating_sub(context.now)))
            }
            Choice::Nowhere { earliest } => Next::Nowhere(earliest),
        }
    }

    /// What follows a failure, of which the ledger knows already.
    ///
    /// `spend` takes a retry from the budget of the organization, and says whether there was one.
    pub fn after(
        &mut self,
        failure: &Failure,
        context: &RoutingContext,
        spend: &mut dyn FnMut() -> bool,
    ) -> After {
        if !self.can_repeat {
            return After::GiveUp(None);
        }
        let (until, earliest) = match self.other(failure, context) {
            Some(Choice::Use(index)) => return After::Move(index),
            Some(Choice::Wait { until }) => (Some(until.saturating_sub(context.now)), None),
            Some(Choice::Nowhere { earliest }) => (None, earliest),
            None => (None, None),
        };
        let verdict =
            retry::verdict(failure, self.retries, self.policy, context.now, context.chance);
        let wait = match verdict {
            Verdict::Wait { millis, is_charged } if !is_charged || spend() => {
                Some(millis.min(until.unwrap_or(millis)))
            }
            Verdict::GiveUp { .. } if self.retries < self.policy.max_retries => until,
            _ => None,
        };
        let Some(wait) = wait else { return After::GiveUp(earliest) };
        self.retries = self.retries.saturating_add(1);
        self.tried.clear();
        After::Wait(self.wait(wait))
    }

    /// Notes one request, with the wait before it.
    pub fn note(&mut self, mut attempt: Attempt) {
        attempt.waited = std::mem::take(&mut self.waited);
        self.made.push(attempt);
    }

    /// Where the call may go instead; `None` if it is not routed.
    fn other(&mut self, failure: &Failure, context: &RoutingContext) -> Option<Choice> {
        let (strategy, index) = self.strategy.zip(self.candidate)?;
        let from = context.candidates.get(index)?;
        let (kind, exceeded) = (failure.kind(), Exceeded::parse(failure.message));
        for (index, to) in context.candidates.iter().enumerate() {
            if !choose::may_move(kind, exceeded.as_ref(), context.model, from, to) {
                self.tried.push(index);
            }
        }
        Some(self.choose(strategy, context))
    }

    fn choose(&self, strategy: Strategy, context: &RoutingContext) -> Choice {
        let call = choose::RoutingQuery {
            model: context.model,
            tried: &self.tried,
            owner: self.owner,
            max_wait: self.max_wait,
        };
        choose::choose(
            context.candidates,
            strategy,
            context.ledger,
            &call,
            context.now,
            context.chance,
        )
    }

    fn wait(&mut self, millis: u64) -> u64 {
        self.waited = self.waited.saturating_add(millis);
        millis
    }
}
