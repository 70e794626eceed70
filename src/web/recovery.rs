//! What follows a request that failed.

#[cfg(feature = "exports")]
use wasm_bindgen::prelude::*;

use super::boundary;
use super::call::Call;
use super::outcome::Outcome;
use super::tell;
use crate::protocol::course::After;
use crate::protocol::failure::Event;
use crate::protocol::kind::Kind;

#[cfg_attr(feature = "exports", wasm_bindgen)]
impl Call {
    /// Notes a failure, and says how many milliseconds to wait before asking what is next.
    ///
    /// Negative: not at all, the call has failed. `event` is `answer`, `unreadable`, `connection`
    /// or `timeout`; without an answer, `status` is 0 and `head` empty.
    pub fn failed(&self, event: &str, status: u16, head: String, code: &str, message: &str) -> f64 {
        let event = match event {
            "answer" => Event::Answer(status),
            "unreadable" => Event::Unreadable(status),
            "timeout" => Event::Timeout,
            _ if boundary::is_browser() => Event::ConnectionInPage,
            _ => Event::Connection,
        };
        self.state.borrow_mut().outcome = Outcome::of(event, head, code, message);
        self.settle_request(&mut |attempt, state, ticket| {
            let failure = state.outcome.failure();
            attempt.status = failure.status();
            attempt.kind = Some(failure.kind());
            self.shared.failed(state.sender.place(self.model()), ticket, &failure);
        });
        self.after()
    }

    /// The caller has aborted: the request that was under way will have no answer.
    pub fn aborted(&self) {
        let under_way = self.state.borrow_mut().under_way.take();
        if let Some((ticket, _)) = under_way {
            self.with_sender(|sender, _| self.shared.dropped(sender.place(self.model()), &ticket));
        }
    }

    /// Notes an error that came inside a stream, or a stream that broke off (no code, no message).
    #[cfg_attr(feature = "exports", wasm_bindgen(js_name = failedInStream))]
    pub fn failed_in_stream(&self, event: &str, status: u16, code: &str, message: &str) {
        let event = match event {
            "answer" => Event::Answer(status),
            "timeout" => Event::Timeout,
            _ => Event::Truncated,
        };
        let mut state = self.state.borrow_mut();
        let head = std::mem::take(&mut state.outcome.head);
        state.outcome = Outcome::of(event, head, code, message);
        let failure = state.outcome.failure();
        self.shared.failed_in_stream(state.sender.place(self.model()), &failure);
    }
}

impl Call {
    fn after(&self) -> f64 {
        let after = self.decide(|state, world| {
            let organization = state.sender.scope.organization.value.as_deref();
            let mut spend = || self.shared.spend_retry(organization);
            let after = state.course.after(&state.outcome.failure(), world, &mut spend);
            if let After::GiveUp(earliest) = after {
                state.outcome.earliest = earliest;
            }
            after
        });
        match after {
            After::Move(to) => {
                tell::route(self, to);
                0.0
            }
            After::Wait(millis) => {
                tell::retry(self, millis);
                millis as f64
            }
            After::GiveUp(_) => -1.0,
        }
    }

    pub(super) fn outcome_kind(&self) -> Kind {
        self.state.borrow().outcome.failure().kind()
    }
}
