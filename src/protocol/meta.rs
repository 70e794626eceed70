//! How a call went: what was sent where, what came of it, and how long it took.

use super::diagnosis::{Origin, Served};
use super::json::Json;
use super::kind::Kind;
use super::rate_limit::HeaderText;
use super::scope::Scope;

/// One request of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// The organization it was sent with; `None`: the account's default.
    pub organization: Option<String>,
    /// The project it was sent with; `None`: the default one.
    pub project: Option<String>,
    /// How many milliseconds the call had waited before it.
    pub waited: u64,
    /// How many milliseconds passed until the headers came, or until it failed.
    pub duration: u64,
    /// The HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// What kind of failure it was; `None` for the one that succeeded.
    pub kind: Option<Kind>,
}

impl Attempt {
    /// Writes it as an element of an array.
    pub fn write(&self, json: &mut Json) {
        json.begin_object("");
        json.text("organization", self.organization.as_deref());
        json.text("project", self.project.as_deref());
        json.number("waited", Some(self.waited));
        json.number("duration", Some(self.duration));
        json.number("status", self.status.map(u64::from));
        json.text("kind", self.kind.map(Kind::as_str));
        json.end_object();
    }
}

/// What an answer can tell of its call: `meta` of `withResponse()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta<'a> {
    /// The organization that was sent; `None`: the account's default.
    pub organization: Option<&'a str>,
    /// Where it came from; `None` when none was sent.
    pub organization_origin: Option<Origin>,
    /// The project that was sent; `None`: the default one.
    pub project: Option<&'a str>,
    /// Where it came from; `None` when none was sent.
    pub project_origin: Option<Origin>,
    /// Where the request ended up, as far as the headers tell; a page sees none of them.
    pub served: Served<'a>,
    /// Every request of the call, the one that succeeded last.
    pub attempts: &'a [Attempt],
    /// How many milliseconds the call waited between its requests.
    pub waited: u64,
    /// How many milliseconds passed from the last request to the first byte of its answer.
    pub time_to_first_byte: u64,
}

impl<'a> Meta<'a> {
    /// Sums up a call that was answered.
    pub fn new(scope: &'a Scope, attempts: &'a [Attempt], headers: HeaderText<'a>) -> Self {
        let origin = |identifier: &super::scope::Identifier| {
            identifier.value.as_ref().map(|_| identifier.origin)
        };
        Self {
            organization: scope.organization.value.as_deref(),
            organization_origin: origin(&scope.organization),
            project: scope.project.value.as_deref(),
            project_origin: origin(&scope.project),
            served: Served::new(headers, None),
            attempts,
            waited: attempts.iter().map(|attempt| attempt.waited).fold(0, u64::saturating_add),
            time_to_first_byte: attempts.last().map_or(0, |attempt| attempt.duration),
        }
    }

    /// The sum as JSON.
    pub fn to_json(&self) -> String {
        let mut json = Json::new();
        json.begin_object("");
        json.text("organization", self.organization);
        json.text("organizationOrigin", self.organization_origin.map(Origin::as_str));
        json.text("project", self.project);
        json.text("projectOrigin", self.project_origin.map(Origin::as_str));
        self.served.write(&mut json);
        json.begin_array("attempts");
        for attempt in self.attempts {
            attempt.write(&mut json);
        }
        json.end_array();
        json.number("waited", Some(self.waited));
        json.number("timeToFirstByte", Some(self.time_to_first_byte));
        json.end_object();
        json.finish()
    }
}
