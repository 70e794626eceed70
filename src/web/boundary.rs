//! What Rust asks of JavaScript: one typed declaration for each function of `js/boundary.js`.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/decode.js")]
extern "C" {
    /// The text that bytes stand for.
    pub(crate) fn decode(bytes: &[u8]) -> JsValue;
}

#[wasm_bindgen(module = "/js/boundary.js")]
extern "C" {
    /// An environment variable, where the runtime has any.
    pub(crate) fn environment(name: &str) -> Option<String>;

    /// Whether a key would be handed to everybody who opens the page or its worker.
    #[wasm_bindgen(js_name = isBrowser)]
    pub(crate) fn is_browser() -> bool;

    /// A record's own names and values one after the other, none for what is no object; `Err` is
    /// what reading them threw.
    #[wasm_bindgen(js_name = flatEntries, catch)]
    pub(crate) fn flat_entries(record: &JsValue) -> Result<Array, JsValue>;

    /// The ids in an argument and in fields (separated by spaces) of parameters, a line each.
    #[wasm_bindgen(js_name = namedIds)]
    pub(crate) fn named_ids(id: &JsValue, params: &JsValue, fields: &str) -> String;

    /// What a call is driven with.
    pub(crate) fn plan(
        name: &str,
        kind: &str,
        items: u8,
        timeout: f64,
        first_byte_timeout: f64,
        idle_timeout: f64,
        form: &JsValue,
        signal: &JsValue,
    ) -> JsValue;

    /// The kind of a value, for messages.
    #[wasm_bindgen(js_name = typeName)]
    pub(crate) fn type_name(value: &JsValue) -> String;

    /// Names and values of given headers one after the other; `Err` is what reading them threw.
    #[wasm_bindgen(js_name = flatHeaders, catch)]
    pub(crate) fn flat_headers(headers: &JsValue) -> Result<Array, JsValue>;

    /// Calls `fetch(url, init)`; `Err` is what it threw at once.
    #[wasm_bindgen(catch)]
    pub(crate) fn send(
        custom: Option<&Function>,
        url: &str,
        method: &str,
        flat: &str,
        body: &JsValue,
        signal: &JsValue,
        base: &JsValue,
        more: &JsValue,
    ) -> Result<JsValue, JsValue>;

    /// The promise of a form of parameters and its content type, as the words of the line say.
    #[wasm_bindgen(js_name = formOf)]
    pub(crate) fn form_of(params: &JsValue, words: &str) -> JsValue;

    /// A body as `fetch` takes it, `undefined` if it is for JSON; a text comes with its type.
    #[wasm_bindgen(js_name = rawBody)]
    pub(crate) fn raw_body(body: &JsValue, has_type: bool) -> JsValue;

    /// Whether a body, or something in it, can be read only once.
    #[wasm_bindgen(js_name = isStream)]
    pub(crate) fn is_stream(body: &JsValue) -> bool;

    /// The names and values of a query one after the other; `Err` is what reading them threw.
    #[wasm_bindgen(js_name = flatQuery, catch)]
    pub(crate) fn flat_query(record: &JsValue, only: Option<&str>) -> Result<Array, JsValue>;

    /// A value as text; empty if it has none.
    pub(crate) fn spell(value: &JsValue) -> String;

    /// Whether a value is an `AbortSignal`, of whichever realm.
    #[wasm_bindgen(js_name = isSignal)]
    pub(crate) fn is_signal(value: &JsValue) -> bool;

    /// A record without some names (separated by commas), and without some names' nulls.
    pub(crate) fn omit(record: &JsValue, names: &str, nulls: Option<&str>) -> JsValue;

    /// Calls a hook with an event given as JSON; what it throws, or rejects with, is dropped.
    pub(crate) fn tell(hook: &Function, event: &str);

    /// A record with one organization.
    pub(crate) fn organization(id: &JsValue) -> JsValue;

    /// What may be shown of a client.
    pub(crate) fn description(
        base_url: &str,
        organization: Option<&str>,
        project: Option<&str>,
        key: &str,
    ) -> JsValue;

    /// An error of this package's own making.
    #[wasm_bindgen(js_name = clientError)]
    pub(crate) fn client_error(message: &str) -> JsValue;
}
