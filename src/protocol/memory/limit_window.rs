//! What is left of one limit, as it was last seen and as it is counted down since.

use crate::protocol::failure::rate_limit_headers::Limit;

/// The latest reset that is believed, counted from now: 31 days in milliseconds.
pub const LATEST: u64 = 31 * 24 * 3_600_000;

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The `x-ratelimit-*` headers of an answer.
    Header,
    /// The text of a 429.
    Message,
}

impl Source {
    /// The source of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Header, Self::Message].into_iter().find(|source| source.as_str() == word)
    }

    /// The word for it, as in `client.rateLimits()`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Message => "message",
        }
    }
}

/// What is left of one limit. Times are milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitWindow {
    /// The most that the limit allows.
    pub limit: Option<u64>,
    /// What is left, less what was sent since and is not answered yet.
    pub remaining: Option<u64>,
    /// When what is left is no longer known from this observation.
    pub resets_at: Option<u64>,
    /// Where the figures come from; `None` as long as there are none.
    pub source: Option<Source>,
    /// When the server told them.
    pub observed_at: u64,
    /// Whether it was already reported as near its end.
    is_reported: bool,
}

impl LimitWindow {
    /// A limit of which nothing was told.
    pub const UNKNOWN: Self = Self {
        limit: None,
        remaining: None,
        resets_at: None,
        source: None,
        observed_at: 0,
        is_reported: false,
    };

    /// What was told at a time.
    pub const fn new(observed: Limit, source: Source, observed_at: u64) -> Self {
        let Limit { limit, remaining, resets_at } = observed;
        let source = Some(source);
        Self { limit, remaining, resets_at, source, observed_at, is_reported: false }
    }

    /// Takes over what the server told, given what is known at `now`.
    ///
    /// Answers overtake each other, so a figure may be older than what was counted here: the
    /// lower one is believed. But limits fill up again too, so it is never less than what was told
    /// less `doubt`: all that the server may have counted since it wrote the answer.
    pub fn observe(&mut self, observed: &Limit, source: Source, doubt: u64, now: u64) {
        let counted = self.remaining.unwrap_or(0);
        let believed = |left: u64| left.min(counted).max(left.saturating_sub(doubt));
        self.limit = observed.limit.or(self.limit);
        self.remaining = observed.remaining.map(believed);
        self.resets_at = observed.resets_at;
        self.source = Some(source);
        self.observed_at = now;
        self.limit_times(now);
    }

    /// Brings the figures to what they are at `now`.
    ///
    /// Only once the reset has passed is the limit taken to be whole again, less what is in
    /// flight. The text of a 429 tells when one request fits, so after it nothing is known.
    #[inline(never)]
    pub fn pass(&mut self, in_flight: u64, now: u64) {
        if self.resets_at.is_none_or(|at| at > now) {
            return;
        }
        let whole = self.limit.filter(|_| self.source == Some(Source::Header));
        self.remaining = whole.map(|limit| limit.saturating_sub(in_flight));
        self.resets_at = None;
    }

    /// Counts down what is being sent.
    pub fn take(&mut self, amount: u64) {
        self.remaining = self.remaining.map(|left| left.saturating_sub(amount));
    }

    /// Counts up again what never reached the server.
    pub fn give_back(&mut self, amount: u64) {
        let most = self.limit.unwrap_or(u64::MAX);
        self.remaining = self.remaining.map(|left| left.saturating_add(amount).min(most.max(left)));
    }

    /// The time of the reset, when nothing is left until then.
    pub fn exhausted_until(&self, now: u64) -> Option<u64> {
        self.resets_at.filter(|at| self.remaining == Some(0) && *at > now)
    }

    /// What is left in thousandths of the limit; `None` when either is unknown.
    pub fn room(&self) -> Option<u64> {
        self.remaining?.wrapping_mul(1_000).checked_div(self.limit?)
    }

    /// Whether no more than the given part of the limit is left and this was not reported yet.
    pub fn is_newly_near(&mut self, threshold: f64) -> bool {
        let (Some(limit), Some(left)) = (self.limit, self.remaining) else {
            return false;
        };
        let was_reported = self.is_reported;
        self.is_reported = as_float(left) <= threshold * as_float(limit);
        self.is_reported && !was_reported
    }

    /// Makes figures of another session believable: nothing was observed in the future.
    pub fn limit_times(&mut self, now: u64) {
        self.observed_at = self.observed_at.min(now);
        self.resets_at = self.resets_at.map(|at| at.min(now.saturating_add(LATEST)));
    }
}

const fn as_float(count: u64) -> f64 {
    count as f64
}
