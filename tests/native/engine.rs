//! A client and its calls, with nobody who sends.

use openai_wasm::engine::{
    Argument, Body, Call, Client, Field, HookDetail, HookEvent, Level, NextStep, Setting, Value,
};
use openai_wasm::protocol::failure::classify::{Failure, FailureCause};
use openai_wasm::protocol::failure::kind::FailureKind;
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::request::endpoint;
use openai_wasm::protocol::request::query::Pair;
use openai_wasm::protocol::text::invalid::Invalid;

pub(crate) type Fields<'a> = Vec<Field<'a>>;

fn limited() -> Failure<'static> {
    Failure {
        event: FailureCause::Answer(429),
        code: "rate_limit_exceeded",
        message: "Rate limit reached",
        headers: HeaderText("retry-after: 30\n"),
    }
}

pub(crate) fn field<'a>(name: &'a str, value: Value<'a>) -> Field<'a> {
    Field { name, level: Level::Record, value }
}

pub(crate) fn text<'a>(name: &'a str, value: &'a str) -> Field<'a> {
    field(name, Value::Text(value))
}

pub(crate) fn number<'a>(name: &'a str, text: &'a str) -> Field<'a> {
    let value = text.parse().expect("a number");
    field(name, Value::Number { value, text })
}

pub(crate) fn entry() -> Field<'static> {
    Field { name: "", level: Level::List, value: Value::Other("object") }
}

pub(crate) fn inside<'a>(name: &'a str, value: Value<'a>) -> Field<'a> {
    Field { name, level: Level::Entry, value }
}

pub(crate) fn new_client(
    environment: Fields,
    options: Fields,
    is_browser: bool,
) -> Result<Client, Invalid> {
    let (mut variables, mut options) = (environment.into_iter(), options.into_iter());
    Client::new(&mut || variables.next(), Ok(&mut || options.next()), is_browser)
}

pub(crate) fn client(more: Fields) -> Client {
    let mut options = vec![text("apiKey", "sk-test-1234567890")];
    options.extend(more);
    new_client(vec![], options, false).expect("a client")
}

pub(crate) fn set(client: &Client, options: Fields) -> Result<(), Invalid> {
    let mut options = options.into_iter();
    client.set(Ok(&mut || options.next()))
}

fn routed() -> Client {
    client(vec![
        field("organizations", Value::Names(vec![])),
        entry(),
        inside("organization", Value::Text("org-a")),
        entry(),
        inside("organization", Value::Text("org-b")),
        inside("apiKey", Value::Function),
        inside("models", Value::Names(vec![Some("m"), Some("n")])),
        inside("weight", Value::Number { value: 2.5, text: "2.5" }),
        text("routing", "failover"),
    ])
}

fn call(
    client: &Client,
    method: &str,
    arguments: Vec<Argument>,
    options: Fields,
) -> Result<Call, Invalid> {
    let endpoint = endpoint::find(method).map(|(_, endpoint)| endpoint);
    let (mut arguments, mut options) = (arguments.into_iter(), options.into_iter());
    client.call(endpoint.as_ref(), Ok(&mut || arguments.next()), Ok(&mut || options.next()))
}

pub(crate) fn chat(client: &Client, options: Fields) -> Call {
    let arguments = vec![Argument::Model("m"), Argument::Body(Body::Json(400))];
    call(client, "chat.completions.create", arguments, options).expect("a call")
}

pub(crate) fn nobody(_: &HookEvent) {}

/// What is sent: the method, the URL, and the headers as `name: value`.
pub(crate) fn sent(call: &Call) -> (String, String, Vec<String>) {
    assert_eq!(call.next(), Ok(NextStep::Send));
    let request = call.send("", &mut nobody);
    let headers = request.headers.iter().map(|(name, value)| [name, ": ", value].concat());
    (request.method.to_owned(), request.url.clone(), headers.collect())
}

fn organization(call: &Call) -> Option<String> {
    let (_, _, headers) = sent(call);
    headers.iter().find_map(|it| it.strip_prefix("openai-organization: ").map(str::to_owned))
}

#[test]
fn a_chat_is_sent_with_key_and_organization() {
    let (method, url, headers) =
        sent(&chat(&client(vec![text("organization", " org-a ")]), vec![]));
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
    let none = || vec![field("organization", Value::Null)];
    let of = |id| vec![text("organization", id)];
    let client = client(of("org-a"));
    assert_eq!(organization(&chat(&client, vec![])).as_deref(), Some("org-a"));
    assert_eq!(organization(&chat(&client, of("org-b"))).as_deref(), Some("org-b"));
    assert_eq!(organization(&chat(&client, none())), None);
    let mut options = of("org-b").into_iter();
    let scope = client.with_options(Ok(&mut || options.next())).expect("a scope");
    assert_eq!(organization(&chat(&scope, vec![])).as_deref(), Some("org-b"));
    let made_before = chat(&client, vec![]);
    set(&client, none()).expect("a setter");
    let sent = organization(&made_before);
    assert_eq!(sent.as_deref(), Some("org-a"), "a call keeps what it was made with");
    assert_eq!(organization(&chat(&client, vec![])), None);
    assert_eq!(client.get("organization"), Some(Setting::None));
    assert_eq!(client.get("organisation"), None);
}

#[test]
fn a_refused_request_is_sent_again_and_every_attempt_is_in_the_meta() {
    let call = chat(&client(vec![text("organization", "org-a")]), vec![]);
    sent(&call);
    assert_eq!(call.failed(&limited(), &mut nobody), Some(30_000));
    sent(&call);
    call.answered(200, HeaderText("openai-organization: my-lab\n"), &mut nobody);
    call.meta(|meta| {
        assert_eq!((meta.organization, meta.waited), (Some("org-a"), 30_000));
        let [first, second] = meta.attempts else { panic!("{:?}", meta.attempts) };
        assert_eq!((first.status, first.kind), (Some(429), Some(FailureKind::RateLimitExceeded)));
        assert_eq!((second.status, second.kind), (Some(200), None));
    });
}

#[test]
fn a_call_gives_up_when_its_retries_are_used_up() {
    let call = chat(&client(vec![]), vec![number("maxRetries", "0")]);
    sent(&call);
    assert_eq!(call.failed(&limited(), &mut nobody), None);
    let (kind, is_retryable) = call.diagnose(|diagnosis| (diagnosis.kind, diagnosis.retryable));
    assert_eq!((kind, is_retryable), (FailureKind::RateLimitExceeded, true));
}

#[test]
fn a_limited_call_moves_to_the_next_listed_organization_and_asks_for_its_key() {
    let call = chat(&routed(), vec![]);
    assert_eq!(organization(&call).as_deref(), Some("org-a"));
    assert_eq!(call.failed(&limited(), &mut nobody), Some(0), "at once");
    assert_eq!(call.next(), Ok(NextStep::AskKey), "its key is a function");
    assert_eq!(call.key_name(), "organizations[1].apiKey");
    let wrong = call.set_key(&number("the key", "1")).expect_err("no text");
    assert_eq!(wrong.as_str(), "the key must be a string, got number");
    call.set_key(&text("the key", "sk-other-12345678")).expect("a key");
    let request = call.send("", &mut nobody);
    assert_eq!(request.headers.get("authorization"), Some("Bearer sk-other-12345678"));
    assert_eq!(call.mask("no sk-other-12345678 here".into()), "no *** here");
}

#[test]
fn a_call_that_finds_no_room_says_when_there_is_some() {
    let client = routed();
    set(&client, vec![number("maxRetryDelay", "10")]).expect("an option");
    let first = chat(&client, vec![]);
    sent(&first);
    first.failed(&limited(), &mut nobody);
    assert_eq!(first.next(), Ok(NextStep::AskKey));
    first.set_key(&text("the key", "sk-other-12345678")).expect("a key");
    first.send("", &mut nobody);
    first.failed(&limited(), &mut nobody);
    let second = chat(&client, vec![]);
    assert_eq!(second.next(), Ok(NextStep::NoRoom));
    assert!(second.diagnose(|diagnosis| diagnosis.retry_at).is_some());
}

#[test]
fn a_listener_hears_in_order_of_what_there_is_a_hook_for() {
    let hooks = ["onRequest", "onRetry", "onResponse"].map(|name| field(name, Value::Function));
    let call = chat(&client(hooks.to_vec()), vec![]);
    let mut heard = Vec::new();
    let mut listener = |event: &HookEvent| {
        assert_eq!((event.name, event.model), ("chat.completions.create", Some("m")));
        heard.push(match &event.detail {
            HookDetail::Request { headers, .. } => {
                let shown: Vec<_> = headers.redacted().collect();
                assert!(shown.contains(&("authorization", "***")), "{shown:?}");
                "request".to_owned()
            }
            HookDetail::Response(attempt) => format!("response {:?}", attempt.status),
            HookDetail::Retry { wait, .. } => format!("retry {wait}"),
            other => format!("{other:?}"),
        });
    };
    assert_eq!(call.next(), Ok(NextStep::Send));
    call.send("", &mut listener);
    call.failed(&limited(), &mut listener);
    assert_eq!(heard, ["request", "response Some(429)", "retry 30000"]);
    let silent = chat(&client(vec![]), vec![]);
    silent.send("", &mut |event| panic!("{event:?}"));
}

#[test]
fn a_request_by_hand_needs_a_method_and_a_path() {
    let client = client(vec![]);
    let error = call(&client, "", vec![], vec![text("path", "/x")]).err().expect("no method");
    assert_eq!(error.as_str(), "a request must have a method and a path, both strings");
    let pair = Pair { parameter: "a".into(), name: "a".into(), text: Some("1 2".into()) };
    let arguments = vec![Argument::Body(Body::Pairs(vec![pair]))];
    let options = vec![text("path", "/x"), text("method", "post")];
    let call = call(&client, "", arguments, options).expect("a call");
    assert_eq!(call.name(), "POST /x");
    let request = call.send("", &mut nobody);
    assert_eq!((request.method, &*request.url), ("POST", "https://api.openai.com/v1/x"));
    assert_eq!(request.body, Some("a=1%202"));
    let content_type = request.headers.get("content-type");
    assert_eq!(content_type, Some("application/x-www-form-urlencoded"));
}

#[test]
fn an_id_is_named_with_what_is_wrong_with_it() {
    let cases = [
        (vec![], "missing model of models.retrieve"),
        (vec![Argument::PathId(Ok(None))], "missing model of models.retrieve"),
        (
            vec![Argument::PathId(Err("object"))],
            "model of models.retrieve must be a string, got object",
        ),
        (
            vec![Argument::PathId(Ok(Some("..")))],
            "model of models.retrieve must be an id, got \"..\"",
        ),
    ];
    let client = client(vec![]);
    for (arguments, message) in cases {
        let error = call(&client, "models.retrieve", arguments, vec![]).err().expect(message);
        assert_eq!(error.as_str(), message);
    }
    let endpoint = endpoint::find("models.retrieve").map(|(_, endpoint)| endpoint);
    let error = client.call(endpoint.as_ref(), Err("array"), Ok(&mut || None)).err();
    let message = "the parameters of models.retrieve must be an object, got array";
    assert_eq!(error.expect(message).as_str(), message);
}
