//! The boundary between Rust and JavaScript: doubles of `fetch` and of signals, plain objects out.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Function, JSON, Promise, Reflect};
use openai_wasm::protocol::endpoint;
use openai_wasm::web::Client;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

// Named here, the modules that js/boundary.js imports are handed to the test's runner as well.
#[wasm_bindgen(module = "/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = OpenAIError)]
    type OpenAIError;
}

#[wasm_bindgen(module = "/js/form.js")]
extern "C" {
    #[wasm_bindgen(js_name = formOf)]
    fn form_of(params: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/js/patience.js")]
extern "C" {
    fn pause(millis: f64, signal: &JsValue) -> Promise;
}

const OPTIONS: &str = "{apiKey: 'sk-test-1234567890', baseURL: 'http://127.0.0.1/v1',
    dangerouslyAllowBrowser: true, maxRetries: 0";

const GOOD: &str = "() => new Response('{\"id\":\"x\"}', {headers: {
    'content-type': 'application/json', 'openai-organization': 'my-lab',
    'x-ratelimit-limit-requests': '60', 'x-ratelimit-remaining-requests': '59',
    'x-ratelimit-reset-requests': '1s'}})";

const LIMITED: &str = "() => Promise.resolve(new Response(JSON.stringify({error: {
    code: 'rate_limit_exceeded', message: 'Rate limit reached for gpt-4o in organization org-a on \
    requests per min (RPM): Limit 60, Used 60, Requested 1. Please try again in 30s.'}}),
    {status: 429, headers: {'retry-after': '30'}}))";

fn eval(code: &str) -> JsValue {
    js_sys::eval(&["(", code, ")"].concat()).unwrap_or_else(|thrown| panic!("{code}: {thrown:?}"))
}

/// A client with more options and a `fetch`, both as source text.
fn client(more: &str, fetch: &str) -> Client {
    let code = [OPTIONS, ", fetch: ", fetch, ", ", more, "}"].concat();
    Client::new(&eval(&code)).unwrap_or_else(|thrown| panic!("{code}: {thrown:?}"))
}

fn line(name: &str) -> usize {
    let found = endpoint::catalogue().find(|(_, endpoint)| endpoint.name == name);
    found.expect(name).0
}

/// What a chat call of a client gives, with call options.
async fn chat(client: &Client, options: &JsValue) -> Result<JsValue, JsValue> {
    let params = eval("{model: 'gpt-4o', messages: []}");
    let line = line("chat.completions.create");
    JsFuture::from(client.call(line, &JsValue::UNDEFINED, &params, options)).await
}

/// A value at a dotted path.
fn at(value: &JsValue, path: &str) -> JsValue {
    let step = |value: JsValue, name: &str| Reflect::get(&value, &name.into()).expect(path);
    path.split('.').fold(value.clone(), step)
}

fn text(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_default()
}

/// Calls a function given as source text.
fn ask(code: &str, argument: &JsValue) -> JsValue {
    let function: Function = eval(code).unchecked_into();
    function.call1(&JsValue::UNDEFINED, argument).expect(code)
}

async fn settled(value: JsValue) -> JsValue {
    JsFuture::from(Promise::resolve(&value)).await.expect("a promise that is fulfilled")
}

#[wasm_bindgen_test]
fn a_key_alone_makes_a_client_where_no_page_can_read_it() {
    let made = Client::new(&"sk-test-1234567890".into());
    if eval("typeof document === 'object'").is_truthy() {
        let error = JsValue::from(made.err().expect("a refusal in a page"));
        assert!(text(&error, "message").contains("dangerouslyAllowBrowser"));
        return;
    }
    let made = made.expect("a client");
    assert_eq!(made.get("apiKey").as_string().as_deref(), Some("sk-test-1234567890"));
    assert_eq!(text(&made.describe(), "apiKey"), "user key …7890");
}

#[wasm_bindgen_test]
fn options_make_a_client() {
    let client = client("organization: ' org-a ', timeout: 1500, maxRetries: 7", GOOD);
    assert_eq!(client.get("organization").as_string().as_deref(), Some("org-a"));
    assert!(client.get("project").is_null());
    assert_eq!(client.get("timeout").as_f64(), Some(1500.0));
    assert_eq!(client.get("maxRetries").as_f64(), Some(7.0));
    assert!(client.get("somethingElse").is_undefined());
}

#[wasm_bindgen_test]
fn a_wrong_option_is_an_error_of_the_package() {
    let cases = [
        ("{apikey: 'sk-secret-1'}", "unknown option apikey: did you mean apiKey?"),
        ("{apiKey: 7}", "apiKey must be a string or a function that returns one, got number"),
        ("{apiKey: 'sk-secret\\n1'}", "apiKey has a line break"),
        ("[]", "options must be an API key or an object, got array"),
        ("7n", "options must be an API key or an object, got bigint"),
    ];
    for (options, message) in cases {
        let error = JsValue::from(Client::new(&eval(options)).err().expect(options));
        assert!(error.is_instance_of::<js_sys::Error>(), "{options}");
        assert_eq!(text(&error, "name"), "OpenAIError", "{options}");
        assert!(text(&error, "message").starts_with(message), "{options}: {error:?}");
        assert!(!text(&error, "stack").contains("secret"), "{options}");
    }
}

#[wasm_bindgen_test]
async fn a_fetch_may_answer_at_once() {
    let exchange = chat(&client("", GOOD), &JsValue::UNDEFINED).await.expect("an answer");
    assert_eq!(text(&exchange, "kind"), "body");
    assert_eq!(at(&exchange, "response.status").as_f64(), Some(200.0));
    assert_eq!(text(&exchange, "meta.served.organization"), "my-lab");
}

#[wasm_bindgen_test]
async fn a_fetch_may_fail_in_any_way() {
    let cases = [
        ("rejects with a text", "() => Promise.reject('stop')", "APIConnectionError"),
        ("rejects with nothing", "() => Promise.reject()", "APIConnectionError"),
        ("rejects with an object", "() => Promise.reject({a: 1})", "APIConnectionError"),
        ("throws at once", "() => { throw new TypeError('no'); }", "APIConnectionError"),
        ("throws a symbol", "() => { throw Symbol('no'); }", "APIConnectionError"),
        ("gives nothing", "() => {}", "OpenAIError"),
        ("gives null", "() => null", "OpenAIError"),
        ("gives a number", "async () => 7", "OpenAIError"),
        ("gives an object", "async () => ({})", "OpenAIError"),
        ("gives half a response", "async () => ({status: 200, ok: true})", "OpenAIError"),
    ];
    for (case, fetch, name) in cases {
        let client = client("", fetch);
        let error = chat(&client, &JsValue::UNDEFINED).await.expect_err(case);
        assert!(error.is_instance_of::<js_sys::Error>(), "{case}: {error:?}");
        assert_eq!(text(&error, "name"), name, "{case}");
        let other = client.with_options(&eval(&["{fetch: ", GOOD, "}"].concat())).expect(case);
        assert!(chat(&other, &JsValue::UNDEFINED).await.is_ok(), "after one that {case}");
    }
}

#[wasm_bindgen_test]
async fn a_setter_works_while_a_hundred_calls_are_in_flight() {
    let fetch = "(url, init) => new Promise((resolve) => setTimeout(() => resolve(new Response(
        init.headers.get('openai-organization'))), 5))";
    let started = ask(
        "(client) => ({client, calls: Array.from({length: 100}, (_, index) => {
            client.set('organization', 'org-' + index);
            return client.call(LINE, undefined, {model: 'm'}, undefined);
        })})"
            .replace("LINE", &line("chat.completions.create").to_string())
            .as_str(),
        &JsValue::from(client("", fetch)),
    );
    let sent = ask(
        "async ({calls}) => Promise.all(calls.map(async (c) => (await c).response.text()))",
        &started,
    );
    let sent: Array = settled(sent).await.unchecked_into();
    for (index, organization) in sent.iter().enumerate() {
        assert_eq!(organization.as_string(), Some(format!("org-{index}")));
    }
    assert_eq!(ask("({client}) => client.get('organization')", &started), "org-99");
}

#[wasm_bindgen_test]
async fn aborting_ends_a_wait_at_once() {
    let options = eval(
        "(() => { const c = new AbortController();
        setTimeout(() => c.abort('stop'), 30); return {signal: c.signal, maxRetries: 2}; })()",
    );
    let began = js_sys::Date::now();
    let error = chat(&client("", LIMITED), &options).await.expect_err("an abort");
    assert_eq!(text(&error, "name"), "APIUserAbortError");
    assert_eq!(text(&error, "cause"), "stop");
    assert!(js_sys::Date::now() - began < 5000.0, "the wait went on");
}

#[wasm_bindgen_test]
async fn a_diagnosis_is_a_plain_object() {
    let client = client("organization: 'org-a'", LIMITED);
    let error = chat(&client, &JsValue::UNDEFINED).await.expect_err("a 429");
    let diagnosis = at(&error, "diagnosis");
    assert!(
        ask("(value) => Object.getPrototypeOf(value) === Object.prototype", &diagnosis).is_truthy()
    );
    let names = ask("(value) => Object.keys(value).sort().join()", &diagnosis);
    assert_eq!(names, "kind,limit,remedy,retryAt,retryable,scope,sent,served");
    assert_eq!(at(&diagnosis, "retryable").as_bool(), Some(true));
    assert!(at(&diagnosis, "retryAt").as_f64().is_some_and(|at| at > js_sys::Date::now()));
    assert_eq!(text(&diagnosis, "sent.organization"), "org-a");
    assert_eq!(text(&diagnosis, "sent.organizationOrigin"), "option");
    assert!(at(&diagnosis, "sent.project").is_null());
    assert!(at(&diagnosis, "served.organization").is_null());
    assert_eq!(at(&diagnosis, "limit.limit").as_f64(), Some(60.0));
}

#[wasm_bindgen_test]
async fn a_snapshot_goes_through_json_into_another_client() {
    let one = client("organization: 'org-a'", GOOD);
    let exchange = chat(&one, &JsValue::UNDEFINED).await.expect("an answer");
    ask("(exchange) => exchange.settle('resp_1', 12, 34)", &exchange);
    let json = JSON::stringify(&one.snapshot()).expect("a plain value");
    let other = client("", GOOD);
    other.load(JSON::parse(&String::from(json)).expect("JSON")).expect("a snapshot");
    let scope = eval("{organization: 'org-a', model: 'gpt-4o'}");
    let report = other.rate_limits(&scope).expect("a report");
    assert_eq!(at(&report, "requests.limit").as_f64(), Some(60.0));
    assert_eq!(text(&report, "requests.source"), "header");
    assert!(at(&report, "projectTokens").is_null());
    assert_eq!(
        JSON::stringify(&at(&report, "usage")),
        JSON::stringify(&at(&one.rate_limits(&scope).expect("a report"), "usage"))
    );
    assert_eq!(JSON::stringify(&other.snapshot()), JSON::stringify(&one.snapshot()));
}

#[wasm_bindgen_test]
async fn figures_beyond_belief_leave_the_ledger_readable() {
    let client = client("", GOOD);
    for figures in ["1e300, Infinity", "NaN, -7", "9007199254740993, 0.5"] {
        let exchange = chat(&client, &JsValue::UNDEFINED).await.expect("an answer");
        ask(&["(exchange) => exchange.settle(undefined, ", figures, ")"].concat(), &exchange);
        assert!(client.snapshot().is_object(), "{figures}");
        assert!(client.rate_limits(&JsValue::UNDEFINED).expect(figures).is_array(), "{figures}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_snapshot_is_refused() {
    let client = client("", GOOD);
    let before = JSON::stringify(&client.snapshot());
    for snapshot in [
        "undefined",
        "null",
        "7",
        "'x'",
        "7n",
        "[]",
        "{}",
        "Symbol()",
        "() => 1",
        "{version: 99}",
        "{version: '1'}",
        "{version: 1, entries: 5}",
        "{version: 1, homes: [{id: 7}]}",
        "{version: 1, entries: [null]}",
        "{version: 1, blocks: [{until: -1}]}",
    ] {
        let error = client.load(eval(snapshot)).expect_err(snapshot);
        assert_eq!(text(&error, "name"), "OpenAIError", "{snapshot}");
        assert!(text(&error, "message").contains("snapshot"), "{snapshot}: {error:?}");
    }
    assert_eq!(JSON::stringify(&client.snapshot()), before);
}

/// Call options whose signal counts its listeners in `count`, with its controller.
const COUNTED: &str = "(() => {
    const controller = new AbortController(), {signal} = controller, listeners = new Set();
    const counted = {
        get aborted() { return signal.aborted; }, get reason() { return signal.reason; },
        addEventListener(type, f) { listeners.add(f); signal.addEventListener(type, f); },
        removeEventListener(type, f) { listeners.delete(f); signal.removeEventListener(type, f); }};
    return {controller, listeners, signal: counted};
})()";

#[wasm_bindgen_test]
async fn no_listener_and_no_timer_stays_behind() {
    let cases = [
        ("an answer", GOOD, "async (e) => e.leave()"),
        ("a stream that is left", GOOD, "async (e) => { e.push(new Uint8Array(3)); e.cancel(); }"),
        ("a response that is handed out", GOOD, "async (e) => { e.leave(); }"),
        ("an error", "() => new Response('{}', {status: 400})", ""),
        ("no connection", "() => Promise.reject(7)", ""),
        ("garbage", "() => null", ""),
        ("a wait that is aborted", LIMITED, ""),
    ];
    let timers = eval("(() => { const open = new Set(), {setTimeout: set, clearTimeout: clear} = globalThis;
        globalThis.setTimeout = (f, ms, ...more) => {
            const id = set(f, ms, ...more); if (ms === 123456) open.add(id); return id; };
        globalThis.clearTimeout = (id) => { open.delete(id); clear(id); };
        return {open, restore() { Object.assign(globalThis, {setTimeout: set, clearTimeout: clear}); }};
    })()");
    for (case, fetch, finish) in cases {
        let parts = eval(COUNTED);
        ask("({controller}) => setTimeout(() => controller.abort(), 40)", &parts);
        let options = ask("({signal}) => ({signal, timeout: 123456, maxRetries: 1})", &parts);
        if let Ok(exchange) = chat(&client("maxRetryDelay: 60000", fetch), &options).await {
            settled(ask(finish, &exchange)).await;
        }
        assert_eq!(at(&parts, "listeners.size").as_f64(), Some(0.0), "a listener after {case}");
        assert_eq!(at(&timers, "open.size").as_f64(), Some(0.0), "a timer after {case}");
    }
    ask("(timers) => timers.restore()", &timers);
}

#[wasm_bindgen_test]
async fn an_exchange_decodes_a_stream() {
    let params = eval("{model: 'm', stream: true}");
    let line = line("chat.completions.create");
    let call = client("", GOOD).call(line, &JsValue::UNDEFINED, &params, &JsValue::UNDEFINED);
    let exchange = JsFuture::from(call).await.expect("an answer");
    assert_eq!(text(&exchange, "kind"), "stream");
    let pushed = ask(
        "(e) => [e.push(new TextEncoder().encode('data: {\"a\":1}\\n\\nda')), e.event(0), e.isDone,
            e.push(new TextEncoder().encode('ta: [DONE]\\n\\n')), e.isDone, e.batched].join('|')",
        &exchange,
    );
    assert_eq!(pushed, "[{\"a\":1}]|{\"a\":1}|false||true|0");
}

#[wasm_bindgen_test]
async fn the_modules_of_the_boundary_are_those_of_the_package() {
    JsFuture::from(pause(1.0, &JsValue::NULL)).await.expect("a wait");
    let form = JsFuture::from(form_of(&eval("{a: 'b'}"))).await.expect("a form");
    assert_eq!(ask("(form) => form.get('a')", &form), "b");
    assert!(
        JsValue::from(Client::new(&JsValue::NULL).err().expect("an error"))
            .has_type::<OpenAIError>()
    );
}
