//! The boundary between Rust and JavaScript: any `fetch`, any signal, plain values out.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod doubles;

use doubles::*;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_key_alone_makes_a_client_where_no_page_can_read_it() {
    let made = Client::new(&"sk-test-1234567890".into());
    if eval("typeof document === 'object'").is_truthy() {
        let error = made.err().expect("a refusal in a page");
        assert!(text(&error, "message").contains("dangerouslyAllowBrowser"));
        return;
    }
    let made = made.expect("a client");
    assert_eq!(made.get("apiKey").as_string().as_deref(), Some("sk-test-1234567890"));
    assert_eq!(made.get("keyLabel"), "user key …7890");
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
        let error = Client::new(&eval(options)).err().expect(options);
        assert!(error.is_instance_of::<js_sys::Error>(), "{options}");
        assert_eq!(text(&error, "name"), "OpenAIError", "{options}");
        assert!(text(&error, "message").starts_with(message), "{options}: {error:?}");
        assert!(!text(&error, "stack").contains("secret"), "{options}");
    }
}

#[wasm_bindgen_test]
fn what_javascript_holds_of_options_has_no_key_in_it() {
    let options =
        "{apiKey: 'sk-secret-1', organizations: [{organization: 'a', apiKey: 'sk-secret-2'},
        {apiKey: () => 'x'}], defaultHeaders: {authorization: 'Bearer sk-secret-3'}, fetch() {},
        fetchOptions: {mode: 'cors'}}";
    let encoded = encode_options(&eval(options)).expect("fields");
    let shown =
        ask("({jsOptions}) => JSON.stringify(jsOptions)", &encoded).as_string().expect("JSON");
    assert_eq!(shown, "{\"fetchOptions\":{\"mode\":\"cors\"}}");
    let functions =
        "({jsOptions: all}) => Object.keys(all).filter((name) => all[name]).sort().join()";
    assert_eq!(ask(functions, &encoded), "fetch,fetchOptions,organizations[1].apiKey");
}

#[wasm_bindgen_test]
async fn a_fetch_may_answer_at_once() {
    let exchange = chat(&client("", GOOD), &JsValue::UNDEFINED).await.expect("an answer");
    assert!(exchange.is_instance_of::<Exchange>());
    assert_eq!(text(&exchange, "plan.kind"), "body");
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
    let client = client("", fetch);
    let params = eval("{model: 'm'}");
    let calls: Vec<Promise> = (0..100)
        .map(|index| {
            client.set_organization(&format!("org-{index}").into()).expect("a setter");
            drive(&client.chat(&params, &JsValue::UNDEFINED).expect("a call"))
        })
        .collect();
    for (index, call) in calls.into_iter().enumerate() {
        client.set_organization(&JsValue::NULL).expect("a setter");
        let exchange = JsFuture::from(call).await.expect("an answer");
        let sent = settled(ask("(exchange) => exchange.response.text()", &exchange)).await;
        assert_eq!(sent, format!("org-{index}"));
    }
}

#[wasm_bindgen_test]
async fn a_hook_may_use_the_client_and_throw() {
    let client = client("organization: 'org-a'", GOOD);
    let other = client.with_options(&eval("{}")).expect("a client");
    let hooks = ask(
        "(client) => { const hook = () => { client.set('=organization\\0string\\0=org-b\\0\\0');
            client.get('snapshot'); client.rateLimits('!undefined'); throw new Error('hook'); };
            return {onRequest: hook, onResponse: hook, onLimit: hook, nearLimit: 1}; }",
        &JsValue::from(other.into_core()),
    );
    let hooked = client.with_options(&hooks).expect("a client");
    let exchange = chat(&hooked, &JsValue::UNDEFINED).await.expect("an answer");
    assert_eq!(text(&exchange, "meta.organization"), "org-a");
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
    assert_eq!(names, "kind,limit,public,remedy,retryAt,retryable,scope,sent,served");
    assert_eq!(at(&diagnosis, "retryable").as_bool(), Some(true));
    assert!(at(&diagnosis, "retryAt").as_f64().is_some_and(|at| at > js_sys::Date::now()));
    assert_eq!(text(&diagnosis, "sent.organization"), "org-a");
    assert_eq!(text(&diagnosis, "sent.organizationOrigin"), "option");
    assert!(at(&diagnosis, "sent.project").is_null());
    assert!(at(&diagnosis, "served.organization").is_null());
    assert_eq!(at(&diagnosis, "limit.limit").as_f64(), Some(60.0));
}

#[wasm_bindgen_test]
async fn a_snapshot_goes_into_another_client() {
    let scope = "{organization: 'org-a', model: 'gpt-4o'}";
    let one = client("organization: 'org-a'", GOOD);
    let exchange = chat(&one, &JsValue::UNDEFINED).await.expect("an answer");
    ask("({call}) => call.recordUsage('resp_1', 12, 34)", &exchange);
    let other = client("", GOOD);
    assert!(other.load(&one.snapshot()));
    assert_eq!(other.snapshot(), one.snapshot());
    let report = limits(&other, scope);
    assert_eq!(at(&report, "requests.limit").as_f64(), Some(60.0));
    assert_eq!(text(&report, "requests.source"), "header");
    assert_eq!(at(&report, "usage.inputTokens").as_f64(), Some(12.0));
    assert_eq!(at(&report, "usage.outputTokens").as_f64(), Some(34.0));
    assert!(at(&report, "projectTokens").is_null());
}

#[wasm_bindgen_test]
async fn figures_beyond_belief_leave_the_ledger_readable() {
    let one = client("organization: 'org-a'", GOOD);
    for figures in ["1e300, Infinity", "NaN, -7", "9007199254740993, 0.5"] {
        let exchange = chat(&one, &JsValue::UNDEFINED).await.expect("an answer");
        ask(&["({call}) => call.recordUsage(undefined, ", figures, ")"].concat(), &exchange);
        let report = limits(&one, "{organization: 'org-a'}");
        let safe = ask("({usage}) => Object.values(usage).every(Number.isSafeInteger)", &report);
        assert!(safe.is_truthy(), "{figures}: {report:?}");
        assert!(client("", GOOD).load(&one.snapshot()), "{figures}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_snapshot_is_refused_or_does_no_harm() {
    let one = client("", GOOD);
    chat(&one, &JsValue::UNDEFINED).await.expect("an answer");
    let whole = one.snapshot();
    for end in 0..whole.len() {
        let other = client("", GOOD);
        other.load(whole.get(..end).expect("ASCII"));
        assert!(chat(&other, &JsValue::UNDEFINED).await.is_ok(), "cut at {end}");
        assert!(client("", GOOD).load(&other.snapshot()), "cut at {end}");
    }
}

#[wasm_bindgen_test]
async fn no_listener_and_no_timer_stays_behind() {
    let cases = [
        ("an answer", GOOD, "async (e) => { e.deadline.end(); e.finish(); }"),
        (
            "a stream that is left",
            GOOD,
            "async (e) => { e.call.push(new Uint8Array(3), false); e.deadline.cancel(); }",
        ),
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
fn a_call_decodes_a_stream() {
    let params = eval("{model: 'm', stream: true}");
    let sending = client("", GOOD).chat(&params, &JsValue::UNDEFINED).expect("a call");
    let call = at(&sending, "call");
    assert_eq!(ask("(c) => c.plan().kind", &call), "stream");
    let push = |text: &str| {
        let chunk = format!("(c) => c.push(new TextEncoder().encode({text:?}), false)");
        (ask(&chunk, &call), take_stash())
    };
    assert_eq!(push("data: {\"a\":1}\n\nda"), (8.into(), Some("[{\"a\":1}]".into())));
    assert_eq!(take_stash(), None, "it is handed out once");
    assert_eq!(ask("(c) => c.event(0)", &call), "{\"a\":1}");
    assert_eq!(push("ta: [DONE]\n\n"), (1.into(), None));
    let is_same = ask("(c) => c.recordUsage(undefined, 1, 2) === c.read('meta')", &call);
    assert_eq!(is_same, true, "whoever records it gets the meta");
}

#[wasm_bindgen_test]
async fn the_modules_of_the_boundary_are_those_of_the_package() {
    JsFuture::from(pause(1.0, &JsValue::NULL)).await.expect("a wait");
    let form = JsFuture::from(form_of(&eval("{a: 'b'}"), &eval("{}"))).await.expect("a form");
    assert_eq!(ask("([form]) => form.get('a')", &form), "b");
    assert!(!is_streamed(&form));
    run_hooks(&eval("{jsOptions: {}}"));
    assert_eq!(flat_query(&eval("{a: 1}")).join(" "), "a a 1");
    assert_eq!(text(&meta_of("org-a\0", &eval("new Headers()")), "organization"), "org-a");
    assert!(reader_of(&JsValue::NULL).is_object());
    assert!(parse_json("{").is_undefined());
    let controller = eval("new AbortController()");
    follow(
        &at(&controller, "signal"),
        &eval("() => { globalThis.heard = true; }").unchecked_into(),
    );
    ask("(controller) => controller.abort()", &controller);
    assert_eq!(eval("globalThis.heard"), true);
    let fetch = eval("async (url, {body}) => url + body.get('a')").unchecked_into();
    let sent = JsFuture::from(send_object(&fetch, "u?", &ask("([body]) => ({body})", &form))).await;
    assert_eq!(sent.expect("an answer"), "u?b");
    let deadline = eval("{millis: 9, restart: () => {}, race: (promise) => promise}");
    let read = JsFuture::from(error_text_of(&eval("new Response('no')"), &deadline)).await;
    assert_eq!(read.expect("a text"), "no");
    let error = Client::new(&JsValue::NULL).err().expect("an error");
    assert!(error.is_instance_of::<OpenAIError>());
}
