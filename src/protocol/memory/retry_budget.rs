//! How many retries an organization may still spend, so that retries do not feed an overload.

use crate::protocol::text::lru::Lru;

/// What one retry costs; all amounts are in thousandths of a retry.
const RETRY: u64 = 1_000;
/// What a success earns: one retry for five successes.
const SUCCESS: u64 = 200;
/// How many milliseconds bring a thousandth, so that an idle client may always try again.
const MILLIS: u64 = 2;
/// The most that can be saved, and what an organization starts with.
const MOST: u64 = 10 * RETRY;
/// The most organizations that are remembered.
const MOST_ORGANIZATIONS: usize = 64;

/// The retry budget of each organization.
#[derive(Clone, Debug, Default)]
pub struct Budgets(Lru<Budget>);

/// The retries left to one organization.
#[derive(Clone, Debug)]
struct Budget {
    /// Empty: the default one.
    organization: String,
    left: u64,
    counted_at: u64,
}

impl Budgets {
    /// Starts with nothing spent.
    pub const fn new() -> Self {
        Self(Lru::new())
    }

    /// Notes a call that succeeded at `now`, in milliseconds since the Unix epoch.
    pub fn succeeded(&mut self, organization: Option<&str>, now: u64) {
        self.update(organization, now, SUCCESS, 0);
    }

    /// Spends one retry; `false` means that none is left and the call must fail.
    pub fn spend(&mut self, organization: Option<&str>, now: u64) -> bool {
        self.update(organization, now, 0, RETRY)
    }

    /// Changes the budget of an organization as it is at `now`; a new one is full. `false` if it
    /// has less than is to be spent.
    fn update(&mut self, organization: Option<&str>, now: u64, earned: u64, spent: u64) -> bool {
        let organization = organization.unwrap_or_default();
        let known = self.0.take(&|known| known.organization == organization);
        let mut budget = known.unwrap_or_else(|| {
            Box::new(Budget { organization: organization.to_owned(), left: MOST, counted_at: now })
        });
        let passed = now.saturating_sub(budget.counted_at) / MILLIS;
        let left = budget.left.saturating_add(passed).min(MOST).saturating_add(earned).min(MOST);
        let after = left.checked_sub(spent);
        budget.left = after.unwrap_or(left);
        budget.counted_at = now;
        self.0.forget(MOST_ORGANIZATIONS, &|_| true);
        self.0.put(budget, &|_| true);
        after.is_some()
    }
}
