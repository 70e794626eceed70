//! Doubles of `fetch` and of signals, and how to ask JavaScript.

use js_sys::{Array, Function, JSON, Promise, Reflect};
use openai_wasm::exports;
use openai_wasm::protocol::request::endpoint;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

// Named here, the modules that these import are handed to the runner of the tests as well.
#[wasm_bindgen(module = "/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = OpenAIError)]
    pub(crate) type OpenAIError;
}

#[wasm_bindgen(module = "/js/call/exchange.js")]
extern "C" {
    #[wasm_bindgen(js_name = Exchange)]
    pub(crate) type Exchange;
}

#[wasm_bindgen(module = "/js/boundary/utf8.js")]
extern "C" {
    #[wasm_bindgen(js_name = takeStash)]
    pub(crate) fn take_stash() -> Option<String>;
}

#[wasm_bindgen(module = "/js/encode/multipart.js")]
extern "C" {
    #[wasm_bindgen(js_name = formOf)]
    pub(crate) fn form_of(params: &JsValue, signature: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/js/encode/file.js")]
extern "C" {
    #[wasm_bindgen(js_name = isStreamed)]
    pub(crate) fn is_streamed(value: &JsValue) -> bool;
}

#[wasm_bindgen(module = "/js/call/failures.js")]
extern "C" {
    #[wasm_bindgen(js_name = parseJSON)]
    pub(crate) fn parse_json(text: &str) -> JsValue;
}

#[wasm_bindgen(module = "/js/call/foreign.js")]
extern "C" {
    #[wasm_bindgen(js_name = sendObject)]
    pub(crate) fn send_object(fetch: &Function, url: &str, init: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/js/call/signals.js")]
extern "C" {
    pub(crate) fn follow(signal: &JsValue, end: &Function);
}

#[wasm_bindgen(module = "/js/call/error-text.js")]
extern "C" {
    #[wasm_bindgen(js_name = errorTextOf)]
    pub(crate) fn error_text_of(response: &JsValue, deadline: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/js/call/meta.js")]
extern "C" {
    #[wasm_bindgen(js_name = metaOf)]
    pub(crate) fn meta_of(words: &str, headers: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/js/encode/flatten.js")]
extern "C" {
    #[wasm_bindgen(js_name = flatQuery)]
    pub(crate) fn flat_query(record: &JsValue) -> js_sys::Array;
}

#[wasm_bindgen(module = "/js/encode/readable.js")]
extern "C" {
    #[wasm_bindgen(js_name = readerOf)]
    pub(crate) fn reader_of(body: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/js/call/deadline.js")]
extern "C" {
    pub(crate) fn pause(millis: f64, signal: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/js/call/drive.js")]
extern "C" {
    pub(crate) fn drive(sending: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/js/encode/options.js")]
extern "C" {
    #[wasm_bindgen(js_name = encodeOptions, catch)]
    pub(crate) fn encode_options(record: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/js/boundary/wire.js")]
extern "C" {
    #[wasm_bindgen(js_name = encodeArguments)]
    fn encode_arguments(args: &JsValue) -> String;
}

#[wasm_bindgen(module = "/js/encode/arguments.js")]
extern "C" {
    #[wasm_bindgen(js_name = signatureOf)]
    fn signature_of(text: &str) -> JsValue;

    #[wasm_bindgen(catch)]
    fn prepare(
        signature: &JsValue,
        id: &JsValue,
        params: &JsValue,
        fields: &JsValue,
    ) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/js/call/fetch.js")]
extern "C" {
    #[wasm_bindgen(js_name = runHooks)]
    pub(crate) fn run_hooks(sending: &JsValue);
}

#[wasm_bindgen(module = "/js/encode/environment.js")]
extern "C" {
    #[wasm_bindgen(js_name = encodeEnvironment)]
    fn encode_environment() -> String;

    #[wasm_bindgen(js_name = isBrowser)]
    fn is_browser() -> bool;
}

/// A client as the face of the package has it, with nothing of the face but how it writes things down.
pub(crate) struct Client {
    core: exports::Client,
    js_options: JsValue,
}

impl Client {
    pub(crate) fn new(options: &JsValue) -> Result<Self, JsValue> {
        let record = if options.is_string() {
            ask("(apiKey) => ({apiKey})", options)
        } else {
            options.clone()
        };
        let encoded = encode_options(&record)?;
        let core =
            exports::Client::new(&encode_environment(), &text(&encoded, "text"), is_browser())?;
        Ok(Self { core, js_options: at(&encoded, "jsOptions") })
    }

    pub(crate) fn with_options(&self, options: &JsValue) -> Result<Self, JsValue> {
        let encoded = encode_options(options)?;
        let core = self.core.with_options(&text(&encoded, "text"))?;
        let js_options = Array::of2(&self.js_options, &at(&encoded, "jsOptions"));
        Ok(Self { core, js_options: ask("([one, other]) => ({...one, ...other})", &js_options) })
    }

    pub(crate) fn into_core(self) -> exports::Client {
        self.core
    }

    pub(crate) fn get(&self, name: &str) -> JsValue {
        self.core.get(name)
    }

    pub(crate) fn snapshot(&self) -> String {
        self.get("snapshot").as_string().expect("a text")
    }

    pub(crate) fn load(&self, snapshot: &str) -> bool {
        self.core.load(snapshot)
    }

    pub(crate) fn set_organization(&self, id: &JsValue) -> Result<(), JsValue> {
        let encoded = encode_options(&ask("(organization) => ({organization})", id))?;
        self.core.set(&text(&encoded, "text"))
    }

    pub(crate) fn rate_limits(&self, scope: &JsValue) -> Result<String, JsValue> {
        self.core.rate_limits(&text(&encode_options(scope)?, "text"))
    }

    /// What [`drive`] takes: a chat call with these parameters and options.
    pub(crate) fn chat(&self, params: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
        let index = line("chat.completions.create");
        let signature = signature_of(&exports::signature(index));
        let prepared = prepare(&signature, &JsValue::UNDEFINED, params, &self.get("idFields"))?;
        let own = if options.is_undefined() { eval("{}") } else { options.clone() };
        let encoded = encode_options(&own)?;
        let call = self.core.call(
            index,
            &encode_arguments(&at(&prepared, "args")),
            &text(&encoded, "text"),
        )?;
        let parts = Array::of3(&call.into(), &self.js_options, &at(&encoded, "jsOptions"));
        parts.push(&at(&prepared, "body"));
        Ok(ask("([call, jsOptions, own, body]) => ({call, jsOptions, own, body})", &parts))
    }
}

pub(crate) const OPTIONS: &str = "{apiKey: 'sk-test-1234567890', baseURL: 'http://127.0.0.1/v1',
    dangerouslyAllowBrowser: true, maxRetries: 0";

pub(crate) const GOOD: &str = "() => new Response('{\"id\":\"x\"}', {headers: {
    'content-type': 'application/json', 'openai-organization': 'my-lab',
    'x-ratelimit-limit-requests': '60', 'x-ratelimit-remaining-requests': '59',
    'x-ratelimit-reset-requests': '1s'}})";

pub(crate) const LIMITED: &str = "() => Promise.resolve(new Response(JSON.stringify({error: {
    code: 'rate_limit_exceeded', message: 'Rate limit reached for gpt-4o in organization org-a on \
    requests per min (RPM): Limit 60, Used 60, Requested 1. Please try again in 30s.'}}),
    {status: 429, headers: {'retry-after': '30'}}))";

pub(crate) fn eval(code: &str) -> JsValue {
    js_sys::eval(&["(", code, ")"].concat()).unwrap_or_else(|thrown| panic!("{code}: {thrown:?}"))
}

/// A client with more options and a `fetch`, both as source text.
pub(crate) fn client(more: &str, fetch: &str) -> Client {
    let code = [OPTIONS, ", fetch: ", fetch, ", ", more, "}"].concat();
    Client::new(&eval(&code)).unwrap_or_else(|thrown| panic!("{code}: {thrown:?}"))
}

pub(crate) fn line(name: &str) -> usize {
    endpoint::find(name).expect(name).0
}

/// What a chat call of a client gives, with call options.
pub(crate) async fn chat(client: &Client, options: &JsValue) -> Result<JsValue, JsValue> {
    let sending = client.chat(&eval("{model: 'gpt-4o'}"), options)?;
    JsFuture::from(drive(&sending)).await
}

/// A value at a dotted path.
pub(crate) fn at(value: &JsValue, path: &str) -> JsValue {
    let step = |value: JsValue, name: &str| Reflect::get(&value, &name.into()).expect(path);
    path.split('.').fold(value.clone(), step)
}

pub(crate) fn text(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_default()
}

/// Calls a function given as source text.
pub(crate) fn ask(code: &str, argument: &JsValue) -> JsValue {
    let function: Function = eval(code).unchecked_into();
    function.call1(&JsValue::UNDEFINED, argument).expect(code)
}

pub(crate) async fn settled(value: JsValue) -> JsValue {
    JsFuture::from(Promise::resolve(&value)).await.expect("a promise that is fulfilled")
}

/// What a client knows of the limits of an organization.
pub(crate) fn limits(client: &Client, scope: &str) -> JsValue {
    JSON::parse(&client.rate_limits(&eval(scope)).expect(scope)).expect("JSON")
}

/// Call options whose signal counts its listeners in `count`, with its controller.
pub(crate) const COUNTED: &str = "(() => {
    const controller = new AbortController(), {signal} = controller, listeners = new Set();
    const counted = {
        get aborted() { return signal.aborted; }, get reason() { return signal.reason; },
        addEventListener(type, f, options) {
            listeners.add(f); signal.addEventListener(type, f, options);
            signal.addEventListener(type, () => listeners.delete(f), {once: true}); },
        removeEventListener(type, f) { listeners.delete(f); signal.removeEventListener(type, f); }};
    return {controller, listeners, signal: counted};
})()";
