//! A listed organization brings its key and its project, however it is chosen.

use openai_wasm::engine::{Client, Setting, Value};

use super::engine::{Fields, chat, client, entry, field, inside, sent, set, text};

const KEY: &str = "sk-test-1234567890";

fn ring(more: Fields<'static>) -> Client {
    let mut options = vec![
        field("organizations", Value::Names(vec![])),
        entry(),
        inside("name", Value::Text("mine")),
        inside("organization", Value::Text("org-a")),
        entry(),
        inside("name", Value::Text("team")),
        inside("organization", Value::Text("org-b")),
        inside("apiKey", Value::Text("sk-proj-of-b-12345")),
        inside("project", Value::Text("proj_b")),
    ];
    options.extend(more);
    client(options)
}

fn scoped(client: &Client, options: Fields) -> Client {
    let mut options = options.into_iter();
    client.with_options(Ok(&mut || options.next())).expect("a scope")
}

/// Organization, project and key of the request that a call sends.
fn trio(client: &Client, options: Fields) -> [String; 3] {
    let (_, _, headers) = sent(&chat(client, options));
    ["openai-organization: ", "openai-project: ", "authorization: Bearer "].map(|name| {
        let value = headers.iter().find_map(|header| header.strip_prefix(name));
        value.unwrap_or_default().to_owned()
    })
}

const TEAM: [&str; 3] = ["org-b", "proj_b", "sk-proj-of-b-12345"];
const MINE: [&str; 3] = ["org-a", "", KEY];

#[test]
fn it_does_so_by_setter_by_scope_and_by_call_and_by_its_name_as_by_its_id() {
    for way in ["org-b", "team"] {
        assert_eq!(trio(&ring(vec![text("organization", way)]), vec![]), TEAM);
        let client = ring(vec![]);
        assert_eq!(trio(&client, vec![text("organization", way)]), TEAM);
        assert_eq!(trio(&scoped(&client, vec![text("organization", way)]), vec![]), TEAM);
        set(&client, vec![text("organization", way)]).expect("it is set");
        assert_eq!(trio(&client, vec![]), TEAM);
        assert_eq!(client.get("organization"), Some(Setting::Text(way.into())));
        assert_eq!(trio(&client, vec![text("organization", "mine")]), MINE);
    }
}

#[test]
fn without_a_choice_the_first_of_the_list_is_used() {
    let client = ring(vec![]);
    assert_eq!(trio(&client, vec![]), MINE);
    assert_eq!(client.get("organization"), Some(Setting::Text("mine".into())));
    assert_eq!(trio(&client, vec![field("organization", Value::Null)]), ["", "", KEY]);
    set(&client, vec![field("organization", Value::Null)]).expect("it is set");
    assert_eq!(trio(&client, vec![]), ["", "", KEY]);
    assert_eq!(trio(&client, vec![text("organization", "org-else")]), ["org-else", "", KEY]);
}

#[test]
fn a_key_or_a_project_that_is_given_more_closely_wins() {
    let other = "sk-another-1234567";
    let client = ring(vec![text("organization", "team")]);
    let no_project = vec![field("project", Value::Null)];
    assert_eq!(trio(&client, no_project), ["org-b", "", TEAM[2]]);
    let project = vec![text("project", "proj_c")];
    assert_eq!(trio(&client, project.clone()), ["org-b", "proj_c", TEAM[2]]);
    assert_eq!(trio(&scoped(&client, project), vec![]), ["org-b", "proj_c", TEAM[2]]);
    let scope = scoped(&client, vec![text("apiKey", other)]);
    assert_eq!(trio(&scope, vec![]), ["org-b", "proj_b", other]);
    assert_eq!(trio(&scope, vec![text("organization", "org-b")]), ["org-b", "proj_b", other]);
    set(&client, vec![text("apiKey", other)]).expect("it is set");
    assert_eq!(trio(&client, vec![]), ["org-b", "proj_b", other]);
}

#[test]
fn a_key_or_a_project_from_before_the_choice_does_not() {
    let other = "sk-another-1234567";
    let client = ring(vec![text("project", "proj_a")]);
    assert_eq!(trio(&client, vec![]), ["org-a", "proj_a", KEY]);
    set(&client, vec![text("apiKey", other), text("project", "proj_z")]).expect("it is set");
    set(&client, vec![text("organization", "team")]).expect("it is set");
    assert_eq!(trio(&client, vec![]), TEAM);
    assert_eq!(trio(&client, vec![text("organization", "mine")]), ["org-a", "", other]);
    let scope = scoped(&client, vec![text("organization", "mine"), text("apiKey", KEY)]);
    assert_eq!(trio(&scope, vec![text("organization", "team")]), TEAM, "the key was for mine");
}

#[test]
fn names_that_cannot_be_told_apart_are_refused() {
    let named = |names: &[&'static str]| {
        let mut options = vec![field("organizations", Value::Names(vec![]))];
        for name in names {
            options.extend([entry(), inside("name", Value::Text(name))]);
            options.push(inside("organization", Value::Text("gateway-team")));
        }
        options
    };
    let client = client(vec![]);
    for (names, problem) in [
        (&["org-a"][..], "organizations[0].name \"org-a\" looks like an id"),
        (&["one", "two", "one"], "organizations[0].name \"one\" is there twice"),
        (&["one", "gateway-team"], "organizations[1].name \"gateway-team\" is there twice"),
        (&[""], "organizations[0].name is empty"),
        (&["sk-proj-secret-123456789"], "organizations[0].name looks like an API key"),
    ] {
        let invalid = set(&client, named(names)).expect_err(problem);
        assert!(invalid.as_str().starts_with(problem), "{invalid}");
        assert!(!invalid.as_str().contains("secret"), "{invalid}");
    }
}

#[test]
fn an_unknown_name_is_refused_and_changes_nothing() {
    let client = ring(vec![]);
    let refused = set(&client, vec![text("organization", "taem")]).expect_err("a slip");
    assert_eq!(
        refused.as_str(),
        "unknown organization \"taem\": it is no id, and no name in organizations"
    );
    let refused = set(&client, vec![text("organization", "Teams")]).expect_err("a slip");
    assert_eq!(refused.as_str(), "unknown organization \"Teams\": did you mean \"team\"?");
    assert_eq!(trio(&client, vec![]), MINE);
}

const BOUND: &str = "sk-proj-of-one-12345";

fn warns(client: &Client, organization: Option<&str>) -> bool {
    client.key_warning(organization).is_some()
}

#[test]
fn another_organization_for_a_key_of_one_project_is_warned_of() {
    let client = client(vec![text("apiKey", BOUND), text("organization", "org-own")]);
    assert!(!warns(&client, None) && !warns(&client, Some("org-own")));
    let warning = client.key_warning(Some("org-b")).expect("a warning");
    assert!(warning.starts_with("the project key …2345 belongs to one project"), "{warning}");
    assert!(warning.contains("org-b") && !warning.contains("of-one"), "{warning}");
    assert!(warns(&scoped(&client, vec![text("organization", "org-b")]), None));
    set(&client, vec![text("organization", "org-b")]).expect("it is set");
    assert!(warns(&client, None));
    set(&client, vec![field("organization", Value::Null)]).expect("it is set");
    assert!(!warns(&client, None));
}

#[test]
fn a_key_of_its_own_and_a_key_of_a_user_are_not() {
    let list = ring(vec![text("apiKey", BOUND)]);
    assert!(!warns(&list, None) && !warns(&list, Some("team")) && !warns(&list, Some("mine")));
    let own = [text("organization", "org-b"), text("apiKey", "sk-proj-of-b-12345")];
    assert!(!warns(&scoped(&list, own.to_vec()), None), "the key came with the organization");
    let user = client(vec![text("organization", "org-a")]);
    assert!(!warns(&user, Some("org-b")));
    assert!(!warns(&scoped(&user, vec![text("organization", "org-b")]), None));
    let late = client(vec![field("apiKey", Value::Function)]);
    assert!(!warns(&late, Some("org-b")), "nobody knows the key yet");
}

#[test]
fn two_listed_organizations_with_one_key_of_a_project_are() {
    let list = |key: &'static str, second: &'static str| {
        client(vec![
            text("apiKey", key),
            field("organizations", Value::Names(vec![])),
            entry(),
            inside("organization", Value::Text("org-a")),
            entry(),
            inside("organization", Value::Text(second)),
        ])
    };
    assert!(list(BOUND, "org-b").key_warning(None).is_some_and(|text| text.contains("org-b")));
    assert!(!warns(&list(BOUND, "org-a"), None), "two projects of one organization");
    assert!(!warns(&list(KEY, "org-b"), None));
}
