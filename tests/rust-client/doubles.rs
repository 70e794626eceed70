//! Doubles of `fetch` that write down what they were given, and how to look into it.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use js_sys::{Array, Function, Promise, Reflect};
use openai_wasm::{Builder, Client};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub(crate) const CHAT: &str = "chat.completions.create";

pub(crate) const GOOD: &str = "Response.json({id: 'chatcmpl-1', usage: {prompt_tokens: 9,
    completion_tokens: 3, total_tokens: 12}}, {headers: {'openai-organization': 'my-lab',
    'x-ratelimit-limit-requests': '60', 'x-ratelimit-remaining-requests': '59',
    'x-ratelimit-reset-requests': '1s'}})";

pub(crate) const MISMATCH: &str = "Response.json({error: {code: 'mismatched_organization',
    message: 'OpenAI-Organization header should match organization', type: 'x'}},
    {status: 401, headers: {'openai-organization': 'my-lab', 'x-request-id': 'req_1'}})";

pub(crate) const BUSY: &str =
    "new Response('busy', {status: 503, headers: {'retry-after-ms': '1'}})";

pub(crate) const LIMITED: &str = "Response.json({error: {code: 'rate_limit_exceeded',
    message: 'Rate limit reached'}}, {status: 429, headers: {'retry-after': '30'}})";

pub(crate) const EXHAUSTED: &str = "Response.json({error: {code: 'insufficient_quota',
    message: 'You exceeded your current quota'}}, {status: 429})";

pub(crate) const SILENT: &str = "new Promise((resolve, reject) =>
    init.signal.addEventListener('abort', () => reject(init.signal.reason)))";

#[derive(Serialize)]
pub(crate) struct Chat {
    model: &'static str,
    metadata: BTreeMap<&'static str, &'static str>,
    n: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Completion {
    pub(crate) id: String,
    pub(crate) usage: Usage,
    pub(crate) system_fingerprint: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Usage {
    pub(crate) total_tokens: u64,
}

pub(crate) fn chat() -> Chat {
    Chat { model: "gpt-4o", metadata: BTreeMap::from([("a", "b")]), n: None }
}

fn eval(code: &str) -> JsValue {
    js_sys::eval(&["(", code, ")"].concat()).unwrap_or_else(|thrown| panic!("{code}: {thrown:?}"))
}

/// A `fetch` that gives these answers one after the other, the last one from then on; and its log.
pub(crate) fn fetch_double(answers: &[&str]) -> (Function, JsValue) {
    let answers: Vec<String> =
        answers.iter().map(|answer| ["(init) => ", answer].concat()).collect();
    let code = [
        "(() => { const log = [], answers = [",
        &answers.join(","),
        "]; const fetch = (url, init) => {
            const {method, body, signal} = init;
            log.push({url, method, body, signal, headers: Object.fromEntries(init.headers)});
            return answers[Math.min(log.length, answers.length) - 1](init);
        }; return [fetch, log]; })()",
    ];
    let made: Array = eval(&code.concat()).unchecked_into();
    (made.get(0).unchecked_into(), made.get(1))
}

pub(crate) fn builder(fetch: &Function) -> Builder {
    let builder = Client::builder().api_key("sk-test-1234567890").base_url("http://127.0.0.1/v1");
    builder.organization("org-a").max_retries(0).fetch(fetch).dangerously_allow_browser()
}

pub(crate) fn client(fetch: &Function) -> Client {
    builder(fetch).build().expect("a client")
}

/// What stands in a log at a dotted path; empty if there is nothing.
pub(crate) fn text(log: &JsValue, path: &str) -> String {
    let step = |value: JsValue, name: &str| Reflect::get(&value, &name.into()).expect(path);
    path.split('.').fold(log.clone(), step).as_string().unwrap_or_default()
}

pub(crate) fn length(log: &JsValue) -> u32 {
    log.unchecked_ref::<Array>().length()
}

pub(crate) fn is_aborted(log: &JsValue, index: u32) -> bool {
    let signal =
        Reflect::get_u32(log, index).and_then(|entry| Reflect::get(&entry, &"signal".into()));
    Reflect::get(&signal.expect("a signal"), &"aborted".into()).expect("a state").is_truthy()
}

/// Lets a future run for a moment, and drops it; whether it was not done.
pub(crate) async fn is_pending(future: impl Future) -> bool {
    let mut future = pin!(future);
    let mut pause = pin!(JsFuture::from(moment()));
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(_) => Poll::Ready(false),
        Poll::Pending => pause.as_mut().poll(context).map(|_| true),
    })
    .await
}

pub(crate) fn moment() -> Promise {
    eval("new Promise((resolve) => setTimeout(resolve, 25))").unchecked_into()
}

/// Watches the timers that are set to more than a second.
pub(crate) fn count_timers() -> JsValue {
    eval(
        "(() => { const open = new Set(), {setTimeout: set, clearTimeout: clear} = globalThis;
        globalThis.setTimeout = (f, ms, ...more) => {
            const id = set(f, ms, ...more); if (ms > 1000) open.add(id); return id; };
        globalThis.clearTimeout = (id) => { open.delete(id); clear(id); };
        return {open: () => open.size,
            restore() { Object.assign(globalThis, {setTimeout: set, clearTimeout: clear}); }};
        })()",
    )
}

pub(crate) fn open(timers: &JsValue) -> u32 {
    ask(timers, "open").as_f64().expect("a number") as u32
}

pub(crate) fn restore(timers: &JsValue) {
    ask(timers, "restore");
}

fn ask(object: &JsValue, name: &str) -> JsValue {
    let function: Function = Reflect::get(object, &name.into()).expect(name).unchecked_into();
    function.call0(object).expect(name)
}

#[derive(Debug, Deserialize)]
pub(crate) struct Event {
    pub(crate) n: u32,
}

pub(crate) const END: &str = "data: [DONE]\n\n";

/// The source text of a response whose body comes in these chunks.
pub(crate) fn stream_of(chunks: &[&str]) -> String {
    let chunks: Array = chunks.iter().map(|chunk| JsValue::from_str(chunk)).collect();
    let chunks = js_sys::JSON::stringify(&chunks).expect("JSON");
    let chunks = chunks.as_string().expect("a text");
    [
        "new Response(new ReadableStream({start(c) { for (const text of ",
        &chunks,
        ") c.enqueue(new TextEncoder().encode(text)); c.close(); }}))",
    ]
    .concat()
}

/// One event, and then nothing; its log says whether somebody cancelled it.
pub(crate) fn endless() -> String {
    "new Response(new ReadableStream({
        start(c) { c.enqueue(new TextEncoder().encode('data: {\"n\":1}\\n\\n')); },
        cancel() { log[0].cancelled = 'yes'; }}))"
        .to_owned()
}

pub(crate) fn is_cancelled(log: &JsValue) -> bool {
    text(log, "0.cancelled") == "yes"
}
