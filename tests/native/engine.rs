//! A client and its calls, told in texts as JavaScript tells them, without any JavaScript.

use openai_wasm::engine::{Call, Client, Value};
use openai_wasm::protocol::request::endpoint;
use proptest::prelude::*;
use serde_json::Value as Json;

const LIMITED: &str = "answer\0rate_limit_exceeded\0retry-after: 30\n\0Rate limit reached";

/// A field as `js/encode/options.js` writes it.
fn field(name: &str, type_name: &str, texts: &[&str]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| ["\0=", text].concat()).collect();
    format!("={name}\0{type_name}{}\0\0", texts.concat())
}

fn text(name: &str, value: &str) -> String {
    field(name, "string", &[value])
}

fn inside(name: &str, type_name: &str, texts: &[&str]) -> String {
    field(name, type_name, texts).replacen('=', "+", 1)
}

fn client(more: &str) -> Client {
    let options = text("apiKey", "sk-test-1234567890") + more;
    Client::new("", &options, false).expect("a client")
}

fn routed() -> Client {
    let list = [
        field("organizations", "array", &[]),
        inside("organizations[0]", "object", &[]),
        inside("organizations[0].organization", "string", &["org-a"]),
        inside("organizations[1]", "object", &[]),
        inside("organizations[1].organization", "string", &["org-b"]),
        inside("organizations[1].apiKey", "function", &[]),
        inside("organizations[1].models", "array", &["m", "n"]),
        inside("organizations[1].weight", "number", &["2.5"]),
    ];
    client(&(list.concat() + &text("routing", "failover")))
}

fn chat(client: &Client, options: &str) -> Call {
    let (index, _) = endpoint::find("chat.completions.create").expect("a line");
    let given = text("model", "m") + &field("body", "json", &["400"]);
    client.call(index, &given, options).expect("a call")
}

/// What is sent: the method, the URL, and the headers as `name: value`.
fn sent(call: &Call) -> (String, String, Vec<String>) {
    assert_eq!(call.next(), Ok(0.0));
    let text = call.send("");
    let parts: Vec<_> = text.split('\0').collect();
    let headers = parts[3..].chunks_exact(2).map(|pair| pair.join(": ")).collect();
    (parts[0].to_owned(), parts[1].to_owned(), headers)
}

fn organization(call: &Call) -> Option<String> {
    let (_, _, headers) = sent(call);
    headers.iter().find_map(|it| it.strip_prefix("openai-organization: ").map(str::to_owned))
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_chat_is_sent_with_key_and_organization() {
    let (method, url, headers) = sent(&chat(&client(&text("organization", " org-a ")), ""));
    assert_eq!((&*method, &*url), ("POST", "https://api.openai.com/v1/chat/completions"));
    let expected = [
        "accept: application/json",
        "openai-organization: org-a",
        "authorization: Bearer sk-test-1234567890",
        "content-type: application/json",
    ];
    assert_eq!(headers, expected);
}

#[test]
fn the_nearest_says_which_organization_it_is() {
    let (none, a, b) = (field("organization", "null", &[]), "org-a", "org-b");
    let client = client(&text("organization", a));
    assert_eq!(organization(&chat(&client, "")).as_deref(), Some(a));
    assert_eq!(organization(&chat(&client, &text("organization", b))).as_deref(), Some(b));
    assert_eq!(organization(&chat(&client, &none)), None);
    let scope = client.with_options(&text("organization", b)).expect("a scope");
    assert_eq!(organization(&chat(&scope, "")).as_deref(), Some(b));
    let made_before = chat(&client, "");
    client.set(&none).expect("a setter");
    assert_eq!(
        organization(&made_before).as_deref(),
        Some(a),
        "a call keeps what it was made with"
    );
    assert_eq!(organization(&chat(&client, "")), None);
    assert_eq!(client.get("organization"), Value::None);
}

#[test]
fn what_is_wrong_with_an_option_is_said_and_changes_nothing() {
    let client = client(&text("organization", "org-a"));
    let cases = [
        (text("organization", ""), "organization is empty"),
        (text("organization", "undefined"), "organization is the text of a missing value"),
        (
            field("organization", "number", &["7"]),
            "organization must be a string or null, got number",
        ),
        (
            field("timeout", "number", &["-1"]),
            "timeout must be a number of milliseconds, 0 or more, got -1",
        ),
        (
            field("maxRetries", "number", &["1.5"]),
            "maxRetries must be a whole number, 0 or more, got 1.5",
        ),
        (
            text("routing", "random"),
            "routing must be \"failover\", \"headroom\" or \"weighted\", got \"random\"",
        ),
        (text("orgnization", "x"), "unknown option orgnization: did you mean organization?"),
        (field("defaultHeaders", "object", &["a b", "c"]), "\"a b\" is no name for a header"),
        (text("baseURL", "x") + &text("dataResidency", "eu"), "baseURL must be a whole URL"),
        ("!number".to_owned(), "options must be an object, got number"),
        (inside("organizations[0]", "number", &[]), "organizations[0] must be an id or an object"),
        (
            inside("organizations[0]", "object", &[])
                + &inside("organizations[0].models", "array", &["m"])
                + &inside("organizations[0].weight", "string", &["2"]),
            "organizations[0].weight must be a number, 0 or more",
        ),
    ];
    for (options, message) in cases {
        let invalid = client.set(&options).expect_err(message);
        assert!(invalid.as_str().starts_with(message), "{invalid}");
        assert_eq!(client.get("organization"), Value::Text("org-a".into()), "{message}");
    }
}

#[test]
fn the_environment_says_what_the_options_leave_out() {
    let environment = text("OPENAI_API_KEY", "sk-env-12345678")
        + &text("OPENAI_ORG_ID", "org-env")
        + &text("OPENAI_PROJECT_ID", "null")
        + &text("OPENAI_BASE_URL", "http://127.0.0.1:1/v1/")
        + &text("OPENAI_CUSTOM_HEADERS", "x-a: 1\nx-b: 2");
    let client = Client::new(&environment, "", false).expect("a client");
    let (_, url, headers) = sent(&chat(&client, ""));
    assert_eq!(url, "http://127.0.0.1:1/v1/chat/completions");
    assert!(headers.contains(&"x-b: 2".to_owned()), "{headers:?}");
    assert_eq!(client.get("organization"), Value::Text("org-env".into()));
    assert_eq!(client.get("project"), Value::None, "the text of a missing value is none");
    let wrong = Client::new(&text("OPENAI_API_KEY", "a\nb"), "", false).err().expect("an error");
    assert!(wrong.as_str().starts_with("the environment variable OPENAI_API_KEY has a line break"));
}

#[test]
fn a_client_needs_a_key_and_in_a_browser_a_word_more() {
    let missing = Client::new("", "", false).err().expect("no key");
    assert!(missing.as_str().starts_with("missing API key"), "{missing}");
    let key = text("apiKey", "sk-secret-12345678");
    let refused = Client::new("", &key, true).err().expect("a browser");
    assert!(
        refused.as_str().contains("dangerouslyAllowBrowser")
            && !refused.as_str().contains("secret")
    );
    assert!(
        Client::new("", &(key + &field("dangerouslyAllowBrowser", "boolean", &["true"])), true)
            .is_ok()
    );
}

#[test]
fn a_refused_request_is_sent_again_and_every_attempt_is_told() {
    let call = chat(&client(&text("organization", "org-a")), "");
    sent(&call);
    assert_eq!(call.failed(429, LIMITED, false) as u64, 30_000);
    sent(&call);
    call.answered(200, "openai-organization: my-lab\n");
    let meta = call.meta();
    let words: Vec<_> = meta.split('\0').collect();
    assert_eq!(words.len(), 6 + 2 * 6 + 1);
    assert_eq!((words[0], words[1]), ("org-a", "option"));
    assert_eq!((words[10], words[11]), ("429", "rate_limit_exceeded"));
    assert_eq!((words[16], words[17]), ("200", ""));
    call.settle(None, 0.0, 0.0);
    assert_eq!(call.meta(), meta, "what it was charged is no part of it");
}

#[test]
fn a_call_gives_up_when_its_retries_are_used_up() {
    let call = chat(&client(""), &field("maxRetries", "number", &["0"]));
    sent(&call);
    assert!(call.failed(429, LIMITED, false) < 0.0);
    let diagnosis = json(&call.diagnosis());
    assert_eq!(
        (&diagnosis["kind"], &diagnosis["retryable"]),
        (&"rate_limit_exceeded".into(), &true.into())
    );
}

#[test]
fn a_limited_call_moves_to_the_next_listed_organization_and_asks_for_its_key() {
    let call = chat(&routed(), "");
    assert_eq!(organization(&call).as_deref(), Some("org-a"));
    assert_eq!(call.failed(429, LIMITED, false) as i64, 0, "at once");
    assert_eq!(call.next(), Ok(-2.0), "its key is a function");
    assert_eq!(call.key_name(), "organizations[1].apiKey");
    let wrong = call.set_key(&field("the key", "number", &[])).expect_err("no text");
    assert_eq!(wrong.as_str(), "the key must be a string, got number");
    call.set_key(&text("the key", "sk-other-12345678")).expect("a key");
    assert!(call.send("").contains("\0authorization\0Bearer sk-other-12345678\0"));
    assert!(call.mask("no sk-other-12345678 here".into()) == "no *** here");
}

#[test]
fn hooks_hear_in_order_and_no_secret_is_among_it() {
    let hooks = ["onRequest", "onRetry", "onResponse"].map(|name| field(name, "function", &[]));
    let call = chat(&client(&hooks.concat()), "");
    sent(&call);
    call.failed(429, LIMITED, false);
    let told = call.told();
    let heard: Vec<_> = told.lines().map(|line| line.split_once(' ').expect("a hook")).collect();
    assert_eq!(
        heard.iter().map(|(hook, _)| *hook).collect::<Vec<_>>(),
        ["onRequest", "onResponse", "onRetry"]
    );
    assert_eq!(json(heard[0].1)["headers"]["authorization"], "***");
    assert_eq!(json(heard[2].1)["wait"], 30_000);
    assert_eq!(call.told(), "", "once");
    assert!(!told.contains("sk-test"));
}

#[test]
fn a_request_by_hand_needs_a_method_and_a_path() {
    let client = client("");
    let error = client.call(0, "", &text("path", "/x")).err().expect("no method");
    assert_eq!(error.as_str(), "a request must have a method and a path, both strings");
    let pairs = field("body", "pairs", &["a", "a", "1 2"]);
    let options = text("path", "/x") + &text("method", "post");
    let call = client.call(0, &pairs, &options).expect("a call");
    assert_eq!(call.name(), "POST /x");
    assert_eq!(call.next(), Ok(0.0));
    let sent = call.send("");
    assert!(sent.starts_with("POST\0https://api.openai.com/v1/x\0=a=1%202\0"), "{sent:?}");
    assert!(sent.contains("\0content-type\0application/x-www-form-urlencoded\0"), "{sent:?}");
}

#[test]
fn an_id_is_named_with_what_is_wrong_with_it() {
    let (index, _) = endpoint::find("models.retrieve").expect("a line");
    let cases = [
        ("", "missing model of models.retrieve"),
        (&*field("id", "undefined", &[]), "missing model of models.retrieve"),
        (&*field("id", "object", &[]), "model of models.retrieve must be a string, got object"),
        (&*text("id", ".."), "model of models.retrieve must be an id, got \"..\""),
        ("!array", "the parameters of models.retrieve must be an object, got array"),
    ];
    for (given, message) in cases {
        let error = client("").call(index, given, "").err().expect(message);
        assert_eq!(error.as_str(), message);
    }
}

proptest! {
    #[test]
    fn any_text_is_taken_for_options_or_refused_without_a_panic(
        one in any::<String>(), other in "[=+!\\-a-z\0]{0,40}"
    ) {
        for told in [one, other] {
            let client = client("");
            let _ = client.set(&told);
            let _ = client.with_options(&told);
            let _ = client.rate_limits(&told);
            let call = client.call(0, &told, &(text("path", "/x") + &text("method", "GET") + &told));
            if let Ok(call) = call {
                let _ = call.next();
                let _ = call.set_key(&told);
                call.send(&told);
                call.failed(500, &told, false);
                call.failed(500, &told, true);
                json(&call.diagnosis());
                assert_eq!(call.meta().split('\0').count() % 6, 1);
            }
        }
    }
}
