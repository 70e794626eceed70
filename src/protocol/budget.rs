//! How many retries an organization may still spend, so that retries do not feed an overload.

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
pub struct Budgets(Vec<Budget>);

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
        Self(Vec::new())
    }

    /// Notes a call that succeeded at `now`, in milliseconds since the Unix epoch.
    pub fn succeeded(&mut self, organization: Option<&str>, now: u64) {
        let mut budget = self.take(organization, now);
        budget.left = budget.left.saturating_add(SUCCESS).min(MOST);
        self.put(budget);
    }

    /// Spends one retry; `false` means that none is left and the call must fail.
    pub fn spend(&mut self, organization: Option<&str>, now: u64) -> bool {
        let mut budget = self.take(organization, now);
        let left = budget.left.checked_sub(RETRY);
        budget.left = left.unwrap_or(budget.left);
        self.put(budget);
        left.is_some()
    }

    /// Takes out the budget of an organization as it is at `now`; a new one is full.
    #[inline(never)]
    fn take(&mut self, organization: Option<&str>, now: u64) -> Budget {
        let organization = organization.unwrap_or_default();
        let found = self.0.iter().position(|known| known.organization == organization);
        let Some(index) = found else {
            return Budget { organization: organization.to_owned(), left: MOST, counted_at: now };
        };
        let mut budget = self.0.remove(index);
        let passed = now.saturating_sub(budget.counted_at) / MILLIS;
        budget.left = budget.left.saturating_add(passed).min(MOST);
        budget.counted_at = now;
        budget
    }

    /// Puts a budget at the end; the one that was used longest ago is dropped when there are many.
    #[inline(never)]
    fn put(&mut self, budget: Budget) {
        if self.0.len() >= MOST_ORGANIZATIONS {
            self.0.remove(0);
        }
        self.0.push(budget);
    }
}
