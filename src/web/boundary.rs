//! What Rust asks of JavaScript: one typed declaration for each function of `js/boundary.js`.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/boundary.js")]
extern "C" {
    /// An environment variable, where the runtime has any.
    pub(crate) fn environment(name: &str) -> Option<String>;

    /// Whether a key would be handed to everybody who opens the page or its worker.
    #[wasm_bindgen(js_name = isBrowser)]
    pub(crate) fn is_browser() -> bool;

    /// The kind of a value, for messages.
    #[wasm_bindgen(js_name = typeName)]
    pub(crate) fn type_name(value: &JsValue) -> String;

    /// A value as text; empty if it has none.
    pub(crate) fn spell(value: &JsValue) -> String;

    /// Whether what a `fetch` threw says that it gave up by itself.
    #[wasm_bindgen(js_name = isTimeout)]
    pub(crate) fn is_timeout(thrown: &JsValue) -> bool;

    /// Names and values of given headers one after the other; `Err` is what reading them threw.
    #[wasm_bindgen(js_name = flatHeaders, catch)]
    pub(crate) fn flat_headers(headers: &JsValue) -> Result<Array, JsValue>;

    /// How long an attempt may take and who may end it.
    #[derive(Clone)]
    pub(crate) type Patience;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(signal: &JsValue, millis: f64) -> Patience;

    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn controller(this: &Patience) -> web_sys::AbortController;

    #[wasm_bindgen(method, getter, structural, js_name = isAborted)]
    pub(crate) fn is_aborted(this: &Patience) -> bool;

    #[wasm_bindgen(method, getter, structural, js_name = isTimedOut)]
    pub(crate) fn is_timed_out(this: &Patience) -> bool;

    /// Starts the timer anew; beyond the longest timer there is none.
    #[wasm_bindgen(method, structural)]
    pub(crate) fn restart(this: &Patience, millis: f64);

    /// Leaves no timer behind, and the caller's listener only while the response is alive.
    #[wasm_bindgen(method, structural)]
    pub(crate) fn release(this: &Patience, response: &JsValue);

    /// Leaves no timer and no listener behind.
    #[wasm_bindgen(method, structural)]
    pub(crate) fn end(this: &Patience);

    /// Ends what is still under way.
    #[wasm_bindgen(method, structural)]
    pub(crate) fn cancel(this: &Patience);

    /// Calls `fetch(url, init)`; `Err` is what it threw at once.
    #[wasm_bindgen(catch)]
    pub(crate) fn send(
        custom: Option<&Function>,
        url: &str,
        method: &str,
        flat: &str,
        body: &JsValue,
        patience: &Patience,
        base: &JsValue,
        more: &JsValue,
    ) -> Result<JsValue, JsValue>;

    /// Whether a `fetch` answered with what it must.
    #[wasm_bindgen(js_name = isResponse)]
    pub(crate) fn is_response(response: &JsValue) -> bool;

    /// Waits; rejects as soon as the caller aborts.
    pub(crate) fn pause(millis: f64, signal: &JsValue) -> Promise;

    /// The headers of these names (separated by line feeds) as lines of `name: value`.
    #[wasm_bindgen(js_name = readHeaders)]
    pub(crate) fn read_headers(response: &web_sys::Response, names: &str) -> String;

    /// What the text means as JSON, `undefined` if it is none.
    #[wasm_bindgen(js_name = parseJSON)]
    pub(crate) fn parse_json(text: &str) -> JsValue;

    /// A promise of `[body, content type]`: a form of parameters, as the words of the line say.
    #[wasm_bindgen(js_name = formOf)]
    pub(crate) fn form_of(params: &JsValue, words: &str) -> Promise;

    /// A body as `fetch` takes it, `undefined` if it is for JSON; a text comes with its type.
    #[wasm_bindgen(js_name = rawBody)]
    pub(crate) fn raw_body(body: &JsValue, has_type: bool) -> JsValue;

    /// Whether a body, or something in it, can be read only once.
    #[wasm_bindgen(js_name = isStream)]
    pub(crate) fn is_stream(body: &JsValue) -> bool;

    /// The names and values of a query one after the other; `Err` is what reading them threw.
    #[wasm_bindgen(js_name = flatQuery, catch)]
    pub(crate) fn flat_query(record: &JsValue, only: Option<&str>) -> Result<Array, JsValue>;

    /// Whether a value is an `AbortSignal`, of whichever realm.
    #[wasm_bindgen(js_name = isSignal)]
    pub(crate) fn is_signal(value: &JsValue) -> bool;

    /// A record without some names (separated by commas), and without some names' nulls.
    pub(crate) fn omit(record: &JsValue, names: &str, nulls: Option<&str>) -> JsValue;

    /// Calls a hook; what it throws, or rejects with, is dropped.
    pub(crate) fn tell(hook: &Function, event: &JsValue);

    /// A record with one organization.
    pub(crate) fn organization(id: &JsValue) -> JsValue;

    /// The error for a call that every listed organization is too exhausted to take.
    #[wasm_bindgen(js_name = exhausted)]
    pub(crate) fn exhausted(message: &str, diagnosis: &JsValue) -> JsValue;

    /// What may be shown of a client.
    pub(crate) fn description(
        base_url: &str,
        organization: Option<&str>,
        project: Option<&str>,
        key: &str,
    ) -> JsValue;

    /// An error of this package's own making.
    #[wasm_bindgen(js_name = clientError)]
    pub(crate) fn client_error(message: &str, cause: &JsValue) -> JsValue;

    /// An error that the API answered with; without a status it came inside a stream.
    #[wasm_bindgen(js_name = apiError)]
    pub(crate) fn api_error(
        status: Option<u16>,
        body: &JsValue,
        text: Option<&str>,
        headers: &JsValue,
        diagnosis: &JsValue,
    ) -> JsValue;

    /// An error of a call that got no answer: `abort`, `timeout` or `connection`.
    #[wasm_bindgen(js_name = noAnswer)]
    pub(crate) fn no_answer(
        kind: &str,
        message: Option<&str>,
        cause: &JsValue,
        diagnosis: &JsValue,
    ) -> JsValue;
}
