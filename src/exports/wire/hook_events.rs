//! The events that hooks are called with: a line for each, the option and the event as JSON.

use crate::engine::{HookDetail, HookEvent};
use crate::protocol::failure::kind::FailureKind;
use crate::protocol::text::json_writer::Json;
use crate::protocol::text::secret::mask_url;

/// Adds the line of an event.
pub fn push_hook_event(lines: &mut String, event: &HookEvent) {
    for part in [option(&event.detail), " ", &json(event), "\n"] {
        lines.push_str(part);
    }
}

fn option(detail: &HookDetail) -> &'static str {
    match detail {
        HookDetail::Request { .. } => "onRequest",
        HookDetail::Response(_) => "onResponse",
        HookDetail::Retry { .. } => "onRetry",
        HookDetail::Route { .. } => "onRoute",
        HookDetail::Limit(_) => "onLimit",
    }
}

fn json(event: &HookEvent) -> String {
    let mut json = Json::new();
    json.begin_object("");
    json.number("callId", Some(event.call_id));
    json.number("attempt", Some(event.attempt));
    json.text("name", Some(event.name));
    json.text("organization", event.organization);
    json.text("project", event.project);
    json.text("model", event.model);
    write_detail(&mut json, &event.detail);
    json.end_object();
    json.finish()
}

fn write_detail(json: &mut Json, detail: &HookDetail) {
    match detail {
        HookDetail::Request { method, url, headers } => {
            json.text("method", Some(method));
            json.text("url", Some(&mask_url(url)));
            json.begin_object("headers");
            for (name, value) in headers.redacted() {
                json.text(name, Some(value));
            }
            json.end_object();
        }
        HookDetail::Response(attempt) => {
            json.number("status", attempt.status.map(u64::from));
            json.text("kind", attempt.kind.map(FailureKind::as_str));
            json.number("duration", Some(attempt.duration));
        }
        HookDetail::Retry { kind, wait } => {
            json.text("kind", Some(kind.as_str()));
            json.number("wait", Some(*wait));
        }
        HookDetail::Route { kind, to } => {
            json.text("kind", Some(kind.as_str()));
            json.text("to", to.and_then(|to| to.organization.as_deref()));
            json.text("toProject", to.and_then(|to| to.project.as_deref()));
        }
        HookDetail::Limit(near) => near.write(json),
    }
}
