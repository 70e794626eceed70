//! The options of a client: what is refused, and what the environment adds.

use openai_wasm::engine::{Field, Setting, Value};

use super::engine::{
    Fields, chat, client, entry, field, inside, new_client, number, sent, set, text,
};

fn wrong_options() -> Vec<(Fields<'static>, &'static str)> {
    let is_spaced = vec![("a b".into(), Some("c".into()))];
    vec![
        (vec![text("organization", "")], "organization is empty"),
        (vec![text("organization", "undefined")], "organization is the text of a missing value"),
        (vec![number("organization", "7")], "organization must be a string or null, got number"),
        (
            vec![text("routing", "x")],
            "routing must be \"failover\", \"headroom\" or \"weighted\", got",
        ),
        (vec![text("orgnization", "x")], "unknown option orgnization: did you mean organization?"),
        (
            vec![field("defaultHeaders", Value::Headers(is_spaced))],
            "\"a b\" is no name for a header",
        ),
        (vec![text("baseURL", "x"), text("dataResidency", "eu")], "baseURL must be a whole URL"),
    ]
}

fn wrong_numbers() -> Vec<(Fields<'static>, &'static str)> {
    let millis = "timeout must be a number of milliseconds, 0 or more, got ";
    let count = "maxRetries must be a whole number, 0 or more, got 1.5";
    vec![
        (vec![number("timeout", "-1")], millis),
        (vec![number("timeout", "NaN")], millis),
        (vec![number("maxRetries", "1.5")], count),
        (vec![number("nearLimit", "2")], "nearLimit must be a number between 0 and 1, got 2"),
    ]
}

fn wrong_lists() -> Vec<(Fields<'static>, &'static str)> {
    let no_record = Field { value: Value::Text("x"), ..entry() };
    let models = inside("models", Value::Names(vec![None]));
    let weight = inside("weight", Value::Text("2"));
    vec![
        (
            vec![no_record],
            "organizations[0] must be an id or an object with an organization, got string",
        ),
        (vec![entry(), entry(), models], "organizations[1].models must be an array of model names"),
        (vec![entry(), weight], "organizations[0].weight must be a number, 0 or more"),
    ]
}

#[test]
fn what_is_wrong_with_an_option_is_said_and_changes_nothing() {
    let client = client(vec![text("organization", "org-a")]);
    let cases = [wrong_options(), wrong_numbers(), wrong_lists()];
    for (options, message) in cases.into_iter().flatten() {
        let invalid = set(&client, options).expect_err(message);
        assert!(invalid.as_str().starts_with(message), "{invalid}");
        assert_eq!(client.get("organization"), Some(Setting::Text("org-a".into())), "{message}");
    }
    let invalid = client.set(Err("number")).expect_err("no record");
    assert_eq!(invalid.as_str(), "options must be an object, got number");
}

#[test]
fn the_environment_says_what_the_options_leave_out() {
    let environment = vec![
        text("OPENAI_API_KEY", "sk-env-12345678"),
        text("OPENAI_ORG_ID", "org-env"),
        text("OPENAI_PROJECT_ID", "null"),
        text("OPENAI_BASE_URL", "http://127.0.0.1:1/v1/"),
        text("OPENAI_CUSTOM_HEADERS", "x-a: 1\nx-b: 2"),
    ];
    let client = new_client(environment, vec![], false).expect("a client");
    let (_, url, headers) = sent(&chat(&client, vec![]));
    assert_eq!(url, "http://127.0.0.1:1/v1/chat/completions");
    assert!(headers.contains(&"x-b: 2".to_owned()), "{headers:?}");
    assert_eq!(client.get("organization"), Some(Setting::Text("org-env".into())));
    assert_eq!(client.get("project"), Some(Setting::None), "the text of a missing value is none");
    let wrong = new_client(vec![text("OPENAI_API_KEY", "a\nb")], vec![], false);
    let wrong = wrong.err().expect("an error");
    assert!(wrong.as_str().starts_with("the environment variable OPENAI_API_KEY has a line break"));
}

#[test]
fn a_client_needs_a_key_and_in_a_browser_a_word_more() {
    let missing = new_client(vec![], vec![], false).err().expect("no key");
    assert!(missing.as_str().starts_with("missing API key"), "{missing}");
    let mut options = vec![text("apiKey", "sk-secret-12345678")];
    let refused = new_client(vec![], options.clone(), true).err().expect("a browser");
    assert!(refused.as_str().contains("dangerouslyAllowBrowser"), "{refused}");
    assert!(!refused.as_str().contains("secret"), "{refused}");
    options.push(field("dangerouslyAllowBrowser", Value::Boolean(true)));
    assert!(new_client(vec![], options, true).is_ok());
}
