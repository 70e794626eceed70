//! What an error means for the person who made the call, and what helps.

use crate::protocol::failure::classify::Failure;
use crate::protocol::failure::kind::{Concern, FailureKind};
use crate::protocol::failure::public_text::public_text;
use crate::protocol::failure::rate_limit_headers::HeaderText;
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::failure::remedy;
use crate::protocol::failure::retry;
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::sent::Sent;
use crate::protocol::text::json_writer::Json;

/// What an error means: `error.diagnosis` in JavaScript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis<'a> {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What it concerns.
    pub scope: Concern,
    /// Whether the same request may succeed later at the same place.
    pub retryable: bool,
    /// When it may, in milliseconds since the Unix epoch; `None` when the server named no time.
    pub retry_at: Option<u64>,
    /// One or two plain sentences to a person: what is wrong and what helps.
    pub remedy: String,
    /// What was sent.
    pub sent: SentReport<'a>,
    /// Where the request ended up, as far as the answer tells.
    pub served: Served<'a>,
    /// The limit that was exceeded, from the text of the message.
    pub limit: Option<Exceeded<'a>>,
}

/// What was sent, fit to be shown and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentReport<'a> {
    /// The organization; `None`: the account's default.
    pub organization: Option<&'a str>,
    /// Where it came from; `None` when none was sent.
    pub organization_origin: Option<Origin>,
    /// The project; `None`: the default one.
    pub project: Option<&'a str>,
    /// Where it came from; `None` when none was sent.
    pub project_origin: Option<Origin>,
    /// The key by its kind and last four characters: `project key …abcd`.
    pub key: String,
    /// The model.
    pub model: Option<&'a str>,
}

/// Where a request ended up, as far as the answer tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Served<'a> {
    /// `openai-organization`: a slug such as `my-lab`, never comparable with an `org-…` id.
    pub organization: Option<&'a str>,
    /// `openai-project`: a `proj_…` id.
    pub project: Option<&'a str>,
    /// The `org-…` id that was charged, from the text of a rate limit.
    pub charged: Option<&'a str>,
}

impl Diagnosis<'_> {
    /// The diagnosis as JSON.
    pub fn to_json(&self) -> String {
        let mut json = Json::new();
        json.begin_object("");
        json.text("kind", Some(self.kind.as_str()));
        json.text("scope", Some(self.scope.as_str()));
        json.flag("retryable", self.retryable);
        json.number("retryAt", self.retry_at);
        json.text("remedy", Some(&self.remedy));
        json.text("public", Some(public_text(self.kind)));
        self.sent.write(&mut json);
        self.served.write(&mut json);
        match &self.limit {
            Some(limit) => limit.write(&mut json, "limit"),
            None => json.null("limit"),
        }
        json.end_object();
        json.finish()
    }
}

impl SentReport<'_> {
    fn write(&self, json: &mut Json) {
        json.begin_object("sent");
        json.text("organization", self.organization);
        json.text("organizationOrigin", self.organization_origin.map(Origin::as_str));
        json.text("project", self.project);
        json.text("projectOrigin", self.project_origin.map(Origin::as_str));
        json.text("key", Some(&self.key));
        json.text("model", self.model);
        json.end_object();
    }
}

impl<'a> Served<'a> {
    /// Where the headers of an answer say, and which organization its text says.
    pub fn new(headers: HeaderText<'a>, charged: Option<&'a str>) -> Self {
        let organization = headers.get("openai-organization");
        Self { organization, project: headers.get("openai-project"), charged }
    }

    /// Writes it as the member `served`.
    pub fn write(&self, json: &mut Json) {
        json.begin_object("served");
        json.text("organization", self.organization);
        json.text("project", self.project);
        json.text("charged", self.charged);
        json.end_object();
    }
}

/// Says what a failure means, at `now` in milliseconds since the Unix epoch.
pub fn diagnose<'a>(failure: &Failure<'a>, sent: &Sent<'a>, now: u64) -> Diagnosis<'a> {
    let kind = failure.kind();
    let limit = Exceeded::parse(failure.message);
    let retry_at = retry::retry_at(failure, kind, now);
    Diagnosis {
        kind,
        scope: concern(kind, limit.as_ref()),
        retryable: retry::is_retryable(failure, kind),
        retry_at,
        remedy: remedy::word(
            failure,
            kind,
            sent,
            limit.as_ref(),
            retry_at.map(|at| at.saturating_sub(now)),
        ),
        sent: report(sent),
        served: Served::new(failure.headers, limit.and_then(|limit| limit.organization)),
        limit,
    }
}

/// A rate limit concerns the project when its text names one.
fn concern(kind: FailureKind, limit: Option<&Exceeded>) -> Concern {
    let is_of_project = limit.is_some_and(|limit| limit.project.is_some());
    if kind == FailureKind::RateLimitExceeded && is_of_project {
        return Concern::Project;
    }
    kind.facts().concern
}

fn report<'a>(sent: &Sent<'a>) -> SentReport<'a> {
    SentReport {
        organization: sent.organization,
        organization_origin: sent.organization.map(|_| sent.organization_origin),
        project: sent.project,
        project_origin: sent.project.map(|_| sent.project_origin),
        key: sent.key.describe(),
        model: sent.model,
    }
}
