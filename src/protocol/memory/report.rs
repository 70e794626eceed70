//! What is known of a place, as it is reported.

use crate::protocol::failure::unit::Unit;
use crate::protocol::memory::ledger_entry::Usage;
use crate::protocol::memory::limit_window::{LimitWindow, Source};
use crate::protocol::text::json_writer::Json;

/// One limit, with where its figures come from and how old they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The most that is allowed.
    pub limit: Option<u64>,
    /// What is left, less what is in flight.
    pub remaining: Option<u64>,
    /// When the limit is whole again, or when one more request fits if the source is a message.
    pub resets_at: Option<u64>,
    /// Where the figures come from.
    pub source: Source,
    /// When the server told them.
    pub observed_at: u64,
    /// How many milliseconds ago that was.
    pub age: u64,
}

impl Figure {
    /// Writes it as a member; one that is not known is `null`.
    pub fn write(figure: Option<&Self>, json: &mut Json, name: &str) {
        let Some(figure) = figure else { return json.null(name) };
        json.begin_object(name);
        json.number("limit", figure.limit);
        json.number("remaining", figure.remaining);
        json.number("resetsAt", figure.resets_at);
        json.text("source", Some(figure.source.as_str()));
        json.number("observedAt", Some(figure.observed_at));
        json.number("age", Some(figure.age));
        json.end_object();
    }
}

/// What is known of one place: the answer of `client.rateLimits()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report<'a> {
    /// The organization; `None`: the default one.
    pub organization: Option<&'a str>,
    /// The project; `None`: the default one.
    pub project: Option<&'a str>,
    /// The model.
    pub model: Option<&'a str>,
    /// Requests; `None` as long as no answer has told.
    pub requests: Option<Figure>,
    /// Tokens of the organization.
    pub tokens: Option<Figure>,
    /// Tokens of the project.
    pub project_tokens: Option<Figure>,
    /// What was used so far.
    pub usage: Usage,
    /// How many requests are sent and not answered.
    pub in_flight: u64,
    /// Until when nothing gets through; `None`: as far as is known, something does.
    pub exhausted_until: Option<u64>,
}

impl Report<'_> {
    /// The report as JSON.
    pub fn to_json(&self) -> String {
        let mut json = Json::new();
        self.write(&mut json);
        json.finish()
    }

    /// Writes the report as an element of the array that is open.
    pub fn write(&self, json: &mut Json) {
        json.begin_object("");
        json.text("organization", self.organization);
        json.text("project", self.project);
        json.text("model", self.model);
        Figure::write(self.requests.as_ref(), json, "requests");
        Figure::write(self.tokens.as_ref(), json, "tokens");
        Figure::write(self.project_tokens.as_ref(), json, "projectTokens");
        self.usage.write(json);
        json.number("inFlight", Some(self.in_flight));
        json.number("exhaustedUntil", self.exhausted_until);
        json.end_object();
    }
}

/// A limit that has come near its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Which limit.
    pub unit: Unit,
    /// Its figures.
    pub figure: Figure,
}

impl Near {
    /// Writes `unit` and `figure` as members of the object that is open.
    pub fn write(&self, json: &mut Json) {
        json.text("unit", Some(self.unit.as_str()));
        Figure::write(Some(&self.figure), json, "figure");
    }
}

/// The figures of a limit window; `None` when nothing was observed.
pub(in crate::protocol) fn figure(window: &LimitWindow, now: u64) -> Option<Figure> {
    Some(Figure {
        limit: window.limit,
        remaining: window.remaining,
        resets_at: window.resets_at,
        source: window.source?,
        observed_at: window.observed_at,
        age: now.saturating_sub(window.observed_at),
    })
}
