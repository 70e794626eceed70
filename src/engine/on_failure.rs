//! What follows a request that failed.

use super::call::Call;
use super::hooks;
use super::last_outcome::Outcome;
use crate::protocol::failure::classify::Event;
use crate::protocol::failure::kind::Kind;
use crate::protocol::routing::attempts::After;
use crate::protocol::text::scan::take;

impl Call {
    /// Notes a failure, and says how many milliseconds to wait before asking what is next.
    ///
    /// Negative: not at all, the call has failed. `told` are four texts, parted by NUL: the event
    /// (`answer`, `unreadable`, `connection`, `page` for that of a browser, `timeout`, or
    /// `truncated`), the code and the decisive headers, and the message. Without an answer,
    /// `status` is 0. One that came inside a stream is never asked for again.
    pub fn failed(&self, status: u16, told: &str, is_in_stream: bool) -> f64 {
        let mut rest = Some(told);
        let mut next = || take(&mut rest, "\0").unwrap_or_default();
        let (event, code, head) = (event_of(next(), status), next(), next());
        let message = rest.unwrap_or_default();
        if is_in_stream {
            self.failed_in_stream(event, code, message);
            return -1.0;
        }
        self.state.borrow_mut().outcome = Outcome::of(event, head, code, message);
        self.settle_request(&mut |attempt, state, ticket| {
            let failure = state.outcome.failure();
            attempt.status = failure.status();
            attempt.kind = Some(failure.kind());
            self.shared.failed(self.sender(state).place, ticket, &failure);
        });
        self.after()
    }

    /// The caller has aborted: the request that was under way will have no answer.
    pub fn aborted(&self) {
        let mut state = self.state.borrow_mut();
        if let Some((ticket, _)) = state.under_way.take() {
            self.shared.dropped(self.sender(&state).place, &ticket);
        }
    }

    fn failed_in_stream(&self, event: Event, code: &str, message: &str) {
        let mut state = self.state.borrow_mut();
        let head = std::mem::take(&mut state.outcome.head);
        state.outcome = Outcome::of(event, &head, code, message);
        let failure = state.outcome.failure();
        self.shared.failed_in_stream(self.sender(&state).place, &failure);
    }
}

fn event_of(word: &str, status: u16) -> Event {
    match word {
        "answer" => Event::Answer(status),
        "unreadable" => Event::Unreadable(status),
        "timeout" => Event::Timeout,
        "truncated" => Event::Truncated,
        "page" => Event::ConnectionInPage,
        _ => Event::Connection,
    }
}

impl Call {
    fn after(&self) -> f64 {
        let after = self.decide(|state, world| {
            let organization = self.sender(state).place.organization.map(str::to_owned);
            let mut spend = || self.shared.spend_retry(organization.as_deref());
            let after = state.course.after(&state.outcome.failure(), world, &mut spend);
            if let After::GiveUp(earliest) = after {
                state.outcome.earliest = earliest;
            }
            after
        });
        match after {
            After::Move(to) => {
                hooks::route(self, to);
                0.0
            }
            After::Wait(millis) => {
                hooks::retry(self, millis);
                millis as f64
            }
            After::GiveUp(_) => -1.0,
        }
    }

    pub(super) fn outcome_kind(&self) -> Kind {
        self.state.borrow().outcome.failure().kind()
    }
}
