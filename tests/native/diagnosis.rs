//! What every error of the API means, and what is said to the person who sees it.

use openai_wasm::protocol::failure::classify::{Failure, FailureCause};
use openai_wasm::protocol::failure::diagnosis::{Diagnosis, diagnose};
use openai_wasm::protocol::failure::kind::{Concern, FailureKind};
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::identity::key_label::KeyLabel;
use openai_wasm::protocol::identity::origin::Origin;
use openai_wasm::protocol::identity::sent::Sent;
use proptest::prelude::*;

const KEY: &str = "sk-proj-0123456789secretabcd";
const NOW: u64 = 1_000_000;

fn sent() -> Sent<'static> {
    Sent {
        organization: Some("org-sent"),
        organization_origin: Origin::Environment,
        project: Some("proj_sent"),
        project_origin: Origin::Call,
        key: KeyLabel::of(KEY),
        model: Some("gpt-4o"),
    }
}

fn failure<'a>(status: u16, code: &'a str, message: &'a str) -> Failure<'a> {
    Failure { event: FailureCause::Answer(status), code, message, headers: HeaderText("") }
}

fn diagnosis<'a>(status: u16, code: &'a str, message: &'a str) -> Diagnosis<'a> {
    diagnose(&failure(status, code, message), &sent(), NOW)
}

const REACHED: &str = "Rate limit reached for gpt-4o in organization org-sent on tokens per min \
    (TPM): Limit 30000, Used 29937, Requested 385. Please try again in 644ms.";

/// Status, code, message, kind, scope, whether waiting helps, a part of the remedy.
const ERRORS: &str = include_str!("errors.txt");

fn rows() -> impl Iterator<Item = [&'static str; 7]> {
    let rows = ERRORS.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        cells.try_into().unwrap_or_default()
    })
}

fn summary(found: &Diagnosis) -> [String; 3] {
    let scope = format!("{:?}", found.scope).to_lowercase();
    let retryable = if found.retryable { "retryable" } else { "final" };
    [found.kind.as_str().into(), scope, retryable.into()]
}

#[test]
fn every_known_error_is_told_apart() {
    for [status, code, message, kind, scope, retryable, part] in rows() {
        let found = diagnosis(status.parse().expect(status), code, message);
        let case = format!("{status} {code} {message}\n{found:#?}");
        assert_eq!(summary(&found), [kind, scope, retryable], "{case}");
        assert!(found.remedy.contains(part), "{part}\n{case}");
    }
}

#[test]
fn the_same_error_inside_a_stream_means_the_same() {
    for [_, code, message, kind, scope, retryable, _] in rows() {
        if !code.is_empty() && code != "surprise" {
            let found = diagnosis(200, code, message);
            assert_eq!(summary(&found), [kind, scope, retryable], "{code}");
        }
    }
}

#[test]
fn the_message_is_enough_where_the_code_is_new_or_missing() {
    for [status, _, message, kind, ..] in rows() {
        for code in ["", "brand_new_code"] {
            if !message.is_empty() && message != "What?" {
                let found = failure(status.parse().expect(status), code, message).kind();
                assert_eq!(found.as_str(), kind, "{code} {message}");
            }
        }
    }
}

#[test]
fn the_code_counts_more_than_the_message() {
    let found = failure(500, "insufficient_quota", REACHED).kind();
    assert_eq!(found, FailureKind::InsufficientQuota);
}

#[test]
fn an_unknown_organization_is_explained_with_everything_that_was_sent() {
    let found = diagnosis(401, "invalid_organization", "No such organization: org-sent.");
    let parts = [
        "organization org-sent (from the environment variable OPENAI_ORG_ID) may well exist",
        "the account of the project key …abcd has no access",
        "ask an owner of the organization to invite the account, or send no organization",
    ];
    for part in parts {
        assert!(found.remedy.contains(part), "{part}: {}", found.remedy);
    }
    assert_eq!(found.sent.organization_origin, Some(Origin::Environment));
}

#[test]
fn says_where_the_organization_came_from() {
    let cases = [
        (Origin::Option, "(from the option organization)"),
        (Origin::Setter, "(set with client.organization)"),
        (Origin::Call, "(from the options of the call)"),
        (Origin::Environment, "(from the environment variable OPENAI_ORG_ID)"),
        (Origin::Scope, "(from withOptions)"),
        (Origin::Routing, "(chosen by routing)"),
    ];
    for (origin, part) in cases {
        let sent = Sent { organization_origin: origin, ..sent() };
        let found = diagnose(&failure(401, "mismatched_organization", ""), &sent, NOW);
        assert!(found.remedy.contains(part), "{part}: {}", found.remedy);
    }
}

#[test]
fn a_nameless_organization_is_called_the_default_one() {
    let sent = Sent { organization: None, project: None, model: None, ..sent() };
    let found = diagnose(&failure(403, "model_not_found", ""), &sent, NOW);
    let start = "The model does not exist, or the default project (none was sent) \
        in the account's default organization (none was sent)";
    assert!(found.remedy.starts_with(start), "{}", found.remedy);
    assert_eq!((found.sent.organization, found.sent.organization_origin), (None, None));
}

#[test]
fn tells_when_another_organization_paid() {
    let other =
        "Rate limit reached for gpt-4o in organization org-other on tokens per min: Limit 1";
    let same = "Rate limit reached for gpt-4o in organization org-sent on tokens per min: Limit 1";
    let quota = "You exceeded your current quota";
    let cases = [
        (Some("org-sent"), other, "org-other was charged, not what was sent", true),
        (Some("org-sent"), same, "charged", false),
        (
            None,
            other,
            "No organization was sent, so the account's default was charged: org-other",
            true,
        ),
        (None, quota, "No organization was sent, so the account's default was charged", true),
        (Some("org-sent"), quota, "charged", false),
    ];
    for (organization, message, part, said) in cases {
        let sent = Sent { organization, ..sent() };
        let found = diagnose(&failure(429, "", message), &sent, NOW);
        assert_eq!(found.remedy.contains(part), said, "{message}: {}", found.remedy);
    }
}

#[test]
fn tells_what_was_served_and_when_to_come_back() {
    let headers =
        HeaderText("openai-organization: my-lab\nopenai-project: proj_1\nretry-after: 20\n");
    let found = diagnose(
        &Failure { headers, ..failure(429, "rate_limit_exceeded", REACHED) },
        &sent(),
        NOW,
    );
    assert_eq!(found.retry_at, Some(NOW + 20_000));
    assert_eq!(found.served.organization, Some("my-lab"));
    assert_eq!(found.served.project, Some("proj_1"));
    assert_eq!(found.served.charged, Some("org-sent"));
    assert_eq!(found.limit.and_then(|limit| limit.limit), Some(30_000));
}

#[test]
fn a_limit_of_a_project_concerns_the_project() {
    let found = diagnosis(
        429,
        "",
        "Rate limit reached for gpt-4o in project proj_a on tokens per min: Limit 1",
    );
    assert_eq!(found.scope, Concern::Project);
}

#[test]
fn failures_without_an_answer_are_explained_too() {
    let cases = [
        (FailureCause::Connection, FailureKind::ConnectionFailed, "base URL"),
        (FailureCause::ConnectionInPage, FailureKind::ConnectionOrCors, "CORS"),
        (FailureCause::Timeout, FailureKind::Timeout, "timeout"),
        (FailureCause::Truncated, FailureKind::StreamTruncated, "not complete"),
        (FailureCause::Unreadable(200), FailureKind::UnexpectedBody, "proxy"),
        (FailureCause::Unreadable(502), FailureKind::ServerError, "is the base URL right"),
    ];
    for (event, kind, part) in cases {
        let found = diagnose(&Failure { event, ..failure(0, "", "") }, &sent(), NOW);
        assert_eq!(found.kind, kind, "{event:?}");
        assert!(found.remedy.contains(part), "{part}: {}", found.remedy);
    }
}

#[test]
fn every_remedy_is_whole_and_short() {
    for kind in FailureKind::ALL {
        let remedy = kind.remedy();
        let slots = ["{organization}", "{project}", "{key}", "{model}", "{limit}", "{wait}"];
        let bare = slots.iter().fold(remedy.to_owned(), |text, slot| text.replace(slot, ""));
        assert!(!bare.contains(['{', '}']), "{kind:?} has an unknown slot");
        assert!(remedy.ends_with('.') && remedy.matches(". ").count() <= 1, "{kind:?}: {remedy}");
    }
}

proptest! {
    #[test]
    fn no_answer_makes_the_diagnosis_panic(
        status in any::<u16>(), code in any::<String>(), message in any::<String>(),
        value in any::<String>(), now in any::<u64>(),
    ) {
        let headers = format!("retry-after: {value}\nopenai-organization: {value}");
        let failure = Failure { headers: HeaderText(&headers), ..failure(status, &code, &message) };
        let sent = Sent { organization: Some(&value), model: Some(&message), ..sent() };
        prop_assert!(!diagnose(&failure, &sent, now).remedy.is_empty());
    }
}

#[test]
fn the_form_of_what_was_refused_is_told_whatever_the_server() {
    let remedy = |organization, key| {
        let sent = Sent { organization: Some(organization), key: KeyLabel::of(key), ..sent() };
        diagnose(&failure(401, "invalid_organization", ""), &sent, NOW).remedy
    };
    let (user, project) = ("sk-0123456789abcd", KEY);
    assert!(remedy("org-b", project).contains("belongs to one project: list the other"));
    assert!(!remedy("org-b", user).contains("belongs to"));
    let slug = "The organization \"acme-team\" looks like a name: an id looks like org-AbC123.";
    assert!(remedy("acme-team", user).ends_with(slug), "{}", remedy("acme-team", user));
    assert!(!remedy("org-b", user).contains("looks like a name"));
}
