//! Lets the hooks of a client hear of its calls.

use super::boundary;
use super::call::Call;
use super::hooks::Hook;
use crate::protocol::headers::RequestHeaders;
use crate::protocol::json::Json;
use crate::protocol::kind::Kind;
use crate::protocol::ledger::Near;
use crate::protocol::meta::Attempt;

/// Tells of a request that is about to be sent, its secrets masked.
pub(super) fn request(call: &Call, url: &str, headers: &RequestHeaders) {
    tell(call, Hook::Request, &mut |event| {
        event.text("method", Some(&call.request.method));
        event.text("url", Some(url));
        event.begin_object("headers");
        for (name, value) in headers.redacted() {
            event.text(name, Some(value));
        }
        event.end_object();
        event.number("attempt", call.with_sender(|_, course| Some(course.attempts.len() as u64)));
    });
}

/// Tells of an answer, or that there was none (`status` is `null`).
pub(super) fn response(call: &Call, attempt: &Attempt) {
    tell(call, Hook::Response, &mut |event| {
        event.number("status", attempt.status.map(u64::from));
        event.text("kind", attempt.kind.map(Kind::as_str));
        event.number("duration", Some(attempt.duration));
    });
}

/// Tells of a request that will be sent again after so many milliseconds.
pub(super) fn retry(call: &Call, wait: u64) {
    tell(call, Hook::Retry, &mut |event| {
        event.text("kind", Some(call.outcome_kind().as_str()));
        event.number("wait", Some(wait));
    });
}

/// Tells of a call that moves to another listed organization.
pub(super) fn route(call: &Call, to: usize) {
    tell(call, Hook::Route, &mut |event| {
        let to = call.settings.routes.candidates.get(to);
        event.text("kind", Some(call.outcome_kind().as_str()));
        event.text("to", to.and_then(|to| to.organization.as_deref()));
        event.text("toProject", to.and_then(|to| to.project.as_deref()));
    });
}

/// Tells of a limit that has come near its end.
pub(super) fn limit(call: &Call, near: &Near) {
    tell(call, Hook::Limit, &mut |event| near.write(event));
}

/// Makes an event, which always says whose call it is, if somebody listens.
fn tell(call: &Call, hook: Hook, fill: &mut dyn FnMut(&mut Json)) {
    let Some(hook) = call.settings.hooks.get(hook) else { return };
    let mut event = Json::new();
    event.begin_object("");
    event.text("name", Some(&call.request.name));
    call.with_sender(|sender, _| {
        event.text("organization", sender.scope.organization.value.as_deref());
        event.text("project", sender.scope.project.value.as_deref());
    });
    event.text("model", call.request.model.as_deref());
    fill(&mut event);
    event.end_object();
    // Nothing is borrowed here: the hook may use the client.
    boundary::tell(hook, &event.finish());
}
