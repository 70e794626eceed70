//! What the hooks of a client are to hear of its calls.
//!
//! It waits at the call, a line for each event, until whoever drives the call has it told: then
//! nothing is borrowed, and a hook may use the client.

use super::call::Call;
use crate::protocol::failure::kind::Kind;
use crate::protocol::memory::report::Near;
use crate::protocol::request::headers::RequestHeaders;
use crate::protocol::request::options::{CLIENT, Name};
use crate::protocol::routing::meta::Attempt;
use crate::protocol::text::json_writer::Json;
use crate::protocol::text::secret::mask_url;

/// Tells of a request that is about to be sent, its secrets masked.
pub(super) fn request(call: &Call, url: &str, headers: &RequestHeaders) {
    tell(call, Name::OnRequest, &mut |event| {
        event.text("method", Some(&call.request.method));
        event.text("url", Some(&mask_url(url)));
        event.begin_object("headers");
        for (name, value) in headers.redacted() {
            event.text(name, Some(value));
        }
        event.end_object();
        event.number("attempt", Some(call.state.borrow().course.attempts.len() as u64));
    });
}

/// Tells of an answer, or that there was none (`status` is `null`).
pub(super) fn response(call: &Call, attempt: &Attempt) {
    tell(call, Name::OnResponse, &mut |event| {
        event.number("status", attempt.status.map(u64::from));
        event.text("kind", attempt.kind.map(Kind::as_str));
        event.number("duration", Some(attempt.duration));
    });
}

/// Tells of a request that will be sent again after so many milliseconds.
pub(super) fn retry(call: &Call, wait: u64) {
    tell(call, Name::OnRetry, &mut |event| {
        event.text("kind", Some(call.outcome_kind().as_str()));
        event.number("wait", Some(wait));
    });
}

/// Tells of a call that moves to another listed organization.
pub(super) fn route(call: &Call, to: usize) {
    tell(call, Name::OnRoute, &mut |event| {
        let to = call.settings.routes.candidates.get(to);
        event.text("kind", Some(call.outcome_kind().as_str()));
        event.text("to", to.and_then(|to| to.organization.as_deref()));
        event.text("toProject", to.and_then(|to| to.project.as_deref()));
    });
}

/// Tells of a limit that has come near its end.
pub(super) fn limit(call: &Call, near: &Near) {
    tell(call, Name::OnLimit, &mut |event| near.write(event));
}

/// Writes an event down, which always says whose call it is, if somebody listens.
fn tell(call: &Call, hook: Name, fill: &mut dyn FnMut(&mut Json)) {
    if !call.settings.options.is_function(hook) {
        return;
    }
    let known = CLIENT.iter().find(|(_, option, _)| *option == hook);
    let Some((word, ..)) = known else { return };
    let mut event = Json::new();
    event.begin_object("");
    event.text("name", Some(&call.request.name));
    {
        let state = call.state.borrow();
        let place = call.sender(&state).place;
        event.text("organization", place.organization);
        event.text("project", place.project);
    }
    event.text("model", call.request.model.as_deref());
    fill(&mut event);
    event.end_object();
    let mut told = call.told.borrow_mut();
    for part in [word, " ", &event.finish(), "\n"] {
        told.push_str(part);
    }
}
