//! When a call that failed may move on to another organization, project or key.

use openai_wasm::protocol::failure::kind::FailureKind;
use openai_wasm::protocol::failure::rate_limit_text::Exceeded;
use openai_wasm::protocol::routing::choose::{Candidate, may_move};

use super::choose::candidate;

const GPT: Option<&str> = Some("gpt-4o");

#[test]
fn a_call_moves_on_only_to_where_the_failure_is_not_shared() {
    let from = candidate("org-a", Some("proj_1"));
    let project = candidate("org-a", Some("proj_2"));
    let organization = candidate("org-b", None);
    let key = Candidate { key: Some("user key …wxyz".into()), ..from.clone() };
    let cases = [
        (FailureKind::RateLimitExceeded, [false, true, false]),
        (FailureKind::TooManyRequests, [false, true, false]),
        (FailureKind::InsufficientQuota, [false, true, false]),
        (FailureKind::OrganizationSpendLimitExceeded, [false, true, false]),
        (FailureKind::ProjectSpendLimitExceeded, [true, true, false]),
        (FailureKind::ModelNotFound, [true, true, false]),
        (FailureKind::OrganizationNotVerified, [false, true, false]),
        (FailureKind::InvalidOrganization, [true, true, true]),
        (FailureKind::MismatchedProject, [true, true, true]),
        (FailureKind::InvalidApiKey, [false, false, true]),
        (FailureKind::RequestTooLarge, [false; 3]),
        (FailureKind::FlexUnavailable, [false; 3]),
        (FailureKind::InvalidRequest, [false; 3]),
        (FailureKind::ServerIsOverloaded, [false; 3]),
        (FailureKind::UnsupportedRegion, [false; 3]),
        (FailureKind::StreamTruncated, [false; 3]),
    ];
    for (kind, expected) in cases {
        let found = [&project, &organization, &key].map(|to| may_move(kind, None, GPT, &from, to));
        assert_eq!(found, expected, "{kind:?}: other project, organization, key");
    }
}

#[test]
fn a_rate_limit_of_a_project_may_move_within_the_organization() {
    let (from, to) = (candidate("org-a", Some("proj_1")), candidate("org-a", Some("proj_2")));
    let text = "Rate limit reached for gpt-4o in project proj_1 on tokens per min: Limit 9";
    let exceeded = Exceeded::parse(text);
    assert!(may_move(FailureKind::RateLimitExceeded, exceeded.as_ref(), GPT, &from, &to));
    assert!(!may_move(FailureKind::RateLimitExceeded, None, GPT, &from, &to));
}

#[test]
fn the_default_organization_of_another_key_is_another_organization() {
    let default = |key: &str| Candidate { key: Some(key.into()), ..Candidate::default() };
    let kinds = [
        FailureKind::InsufficientQuota,
        FailureKind::RateLimitExceeded,
        FailureKind::ProjectSpendLimitExceeded,
    ];
    for kind in kinds {
        let moves = |key| may_move(kind, None, GPT, &default("one"), &default(key));
        assert_eq!([moves("one"), moves("two")], [false, true], "{kind:?}");
    }
}
