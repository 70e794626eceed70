//! What a call does after a failure: move to another organization, wait, or give up.

use wasm_bindgen::prelude::*;

use super::call::{Call, Course};
use super::clock;
use super::failure::Failed;
use super::hooks;
use super::sender::Sender;
use crate::protocol::exceeded::Exceeded;
use crate::protocol::kind::Kind;
use crate::protocol::retry::{self, Policy, Verdict};
use crate::protocol::route::{self, Choice};

impl Call {
    /// Prepares the next attempt; `Err` is the error for the caller if there is to be none.
    pub(super) async fn recover(
        &self,
        failed: Failed,
        sender: &Sender,
        course: &mut Course,
    ) -> Result<(), JsValue> {
        let kind = failed.seen().kind();
        let other = self.other(&failed, kind, sender, course);
        if let Some(Choice::Use(to)) = other {
            self.tell_move(sender, to, kind);
            return Ok(());
        }
        let verdict = self.verdict(&failed, sender, course);
        let wait = match (verdict, other) {
            (Some(millis), Some(Choice::Wait { until })) => millis.min(left(until)),
            (Some(millis), _) => millis,
            (None, Some(Choice::Wait { until })) if self.may_try_again(course) => left(until),
            (None, other) => {
                let earliest = match other {
                    Some(Choice::Nowhere { earliest }) => earliest,
                    _ => None,
                };
                let model = self.request.model.as_deref();
                return Err(failed.into_error(&sender.sent(model), earliest));
            }
        };
        self.tell_retry(sender, kind, wait, course);
        course.retries = course.retries.saturating_add(1);
        course.tried.clear();
        self.pause(wait, course).await
    }

    /// Where the call may go instead; `None` if it is not routed, or may not move.
    fn other(
        &self,
        failed: &Failed,
        kind: Kind,
        sender: &Sender,
        course: &mut Course,
    ) -> Option<Choice> {
        let (strategy, index) = self.strategy().zip(sender.candidate)?;
        if self.request.body.is_stream() {
            return None;
        }
        let candidates = &self.settings.routes.candidates;
        let from = candidates.get(index)?;
        let exceeded = Exceeded::parse(&failed.message);
        let model = self.request.model.as_deref();
        let stays = |to| !route::may_move(kind, exceeded.as_ref(), model, from, to);
        let barred = candidates.iter().enumerate().filter(|(_, to)| stays(to));
        course.tried.extend(barred.map(|(index, _)| index));
        course.tried.push(index);
        Some(self.choose(strategy, &course.tried))
    }

    /// After how many milliseconds to send the request again to the same place; `None`: not at all.
    fn verdict(&self, failed: &Failed, sender: &Sender, course: &Course) -> Option<u64> {
        let policy = Policy {
            max_retries: self.max_retries(),
            max_retry_delay: self.request.patience.max_retry_delay,
        };
        let (now, chance) = (clock::now(), clock::chance());
        let verdict = retry::verdict(&failed.seen(), course.retries, policy, now, chance);
        let Verdict::Wait { millis, is_charged } = verdict else {
            return None;
        };
        let organization = sender.scope.organization.value.as_deref();
        let may_spend = !is_charged || self.shared.spend_retry(organization);
        may_spend.then_some(millis)
    }

    fn may_try_again(&self, course: &Course) -> bool {
        course.retries < self.max_retries()
    }

    /// A body that is a stream can be sent only once.
    fn max_retries(&self) -> u32 {
        if self.request.body.is_stream() { 0 } else { self.request.patience.max_retries }
    }

    fn tell_move(&self, sender: &Sender, to: usize, kind: Kind) {
        hooks::tell(self.settings.hooks.route.as_ref(), || hooks::Route {
            name: &self.request.name,
            from: sender.scope.organization.value.as_deref(),
            to: self.settings.routes.candidates.get(to).and_then(|to| to.organization.as_deref()),
            kind,
        });
    }

    fn tell_retry(&self, sender: &Sender, kind: Kind, wait: u64, course: &Course) {
        hooks::tell(self.settings.hooks.retry.as_ref(), || hooks::Retry {
            name: &self.request.name,
            organization: sender.scope.organization.value.as_deref(),
            kind,
            wait,
            attempt: course.attempts.len(),
        });
    }
}

/// How many milliseconds are left until a time.
fn left(until: u64) -> u64 {
    until.saturating_sub(clock::now())
}
