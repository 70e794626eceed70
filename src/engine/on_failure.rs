//! What follows a request that failed.

use super::call::Call;
use super::hooks::{HookDetail, Listener};
use super::last_outcome::Outcome;
use crate::protocol::failure::classify::Failure;
use crate::protocol::failure::kind::FailureKind;
use crate::protocol::failure::rate_limit_headers::HeaderText;
use crate::protocol::routing::attempts::After;

impl Call {
    /// Notes a failure, and says how many milliseconds to wait before asking what is next.
    ///
    /// `None`: the call has failed.
    pub fn failed(&self, failure: &Failure, listener: Listener) -> Option<u64> {
        self.state.borrow_mut().outcome = Outcome::new(failure);
        self.end_request(listener, &mut |attempt, state, ticket| {
            attempt.status = failure.status();
            attempt.kind = Some(failure.kind());
            self.shared.failed(self.sender(state).place, ticket, failure);
        });
        self.after(listener)
    }

    /// Notes a failure that came inside a stream, which is never asked for again.
    pub fn failed_in_stream(&self, failure: &Failure) {
        let mut state = self.state.borrow_mut();
        let head = std::mem::take(&mut state.outcome.head);
        let failure = Failure { headers: HeaderText(&head), ..*failure };
        state.outcome = Outcome::new(&failure);
        self.shared.failed_in_stream(self.sender(&state).place, &failure);
    }

    /// The caller has aborted: the request that was under way will have no answer.
    pub fn aborted(&self) {
        let mut state = self.state.borrow_mut();
        if let Some((ticket, _)) = state.under_way.take() {
            self.shared.dropped(self.sender(&state).place, &ticket);
        }
    }

    fn after(&self, listener: Listener) -> Option<u64> {
        let after = self.decide(|state, context| {
            let organization = self.sender(state).place.organization.map(str::to_owned);
            let mut spend = || self.shared.spend_retry(organization.as_deref());
            let after = state.attempts.after(&state.outcome.failure(), context, &mut spend);
            if let After::GiveUp(earliest) = after {
                state.outcome.earliest = earliest;
            }
            after
        });
        match after {
            After::Move(to) => {
                let (kind, to) = (self.outcome_kind(), self.settings.routes.candidates.get(to));
                self.notify(listener, HookDetail::Route { kind, to });
                Some(0)
            }
            After::Wait(millis) => {
                let kind = self.outcome_kind();
                self.notify(listener, HookDetail::Retry { kind, wait: millis });
                Some(millis)
            }
            After::GiveUp(_) => None,
        }
    }

    fn outcome_kind(&self) -> FailureKind {
        self.state.borrow().outcome.failure().kind()
    }
}
