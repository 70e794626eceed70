//! What is asked of JavaScript, with every module that those named here import.
//!
//! wasm-bindgen copies what a declaration names, and nothing else, to where a program is bundled.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/boundary/wire.js")]
extern "C" {
    /// What `typeof` says of a value, or `null`, `array` or `AbortSignal`.
    #[wasm_bindgen(js_name = typeName)]
    pub(super) fn type_name(value: &JsValue) -> String;
}

#[wasm_bindgen(module = "/js/encode/options.js")]
extern "C" {
    /// A value as text; empty if it has none.
    #[wasm_bindgen(js_name = toText)]
    pub(super) fn to_text(value: &JsValue) -> String;
}

#[wasm_bindgen(module = "/js/encode/arguments.js")]
extern "C" {
    /// What becomes of the arguments of a method.
    pub(super) type Prepared;

    /// The arguments that Rust must know; a text: the type of parameters that are no record.
    #[wasm_bindgen(method, getter)]
    pub(super) fn args(this: &Prepared) -> JsValue;

    /// The body; `undefined` if there is none, or it is made elsewhere.
    #[wasm_bindgen(method, getter)]
    pub(super) fn body(this: &Prepared) -> JsValue;

    /// The promise of a form and its content type; `undefined` for any other body.
    #[wasm_bindgen(method, getter)]
    pub(super) fn form(this: &Prepared) -> JsValue;

    /// The arguments that Rust must know (`Arguments` of `js/boundary/wire.js`).
    pub(super) type Args;

    #[wasm_bindgen(method, getter, js_name = pathIds)]
    pub(super) fn path_ids(this: &Args) -> Array;

    #[wasm_bindgen(method, getter)]
    pub(super) fn header(this: &Args) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = namedIds)]
    pub(super) fn named_ids(this: &Args) -> Array;

    #[wasm_bindgen(method, getter, js_name = asksForStream)]
    pub(super) fn asks_for_stream(this: &Args) -> bool;

    #[wasm_bindgen(method, getter)]
    pub(super) fn stored(this: &Args) -> Option<bool>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn model(this: &Args) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn query(this: &Args) -> Array;

    #[wasm_bindgen(method, getter, js_name = bodyType)]
    pub(super) fn body_type(this: &Args) -> String;

    #[wasm_bindgen(method, getter, js_name = bodyTexts)]
    pub(super) fn body_texts(this: &Args) -> Array;

    #[wasm_bindgen(js_name = signatureOf)]
    pub(super) fn signature_of(text: &str) -> JsValue;

    /// The arguments of a method of the catalogue.
    #[wasm_bindgen(catch)]
    pub(super) fn prepare(
        signature: &JsValue,
        id: &JsValue,
        params: &JsValue,
        id_fields: Option<&str>,
    ) -> Result<Prepared, JsValue>;

    /// What becomes of a request that somebody wrote by hand.
    #[wasm_bindgen(js_name = prepareByHand, catch)]
    pub(super) fn prepare_by_hand(options: &JsValue) -> Result<Prepared, JsValue>;
}

#[wasm_bindgen(module = "/js/encode/environment.js")]
extern "C" {
    /// The names of the variables that are options.
    #[wasm_bindgen(thread_local_v2, js_name = VARIABLES)]
    static VARIABLES: Array;

    /// A variable of the environment.
    #[wasm_bindgen(js_name = environment)]
    fn variable(name: &str) -> Option<String>;

    /// Whether a key would be handed to everybody who opens the page or its worker.
    #[wasm_bindgen(js_name = isBrowser)]
    pub(super) fn is_browser() -> bool;
}

/// The variables of the environment that are options.
pub(super) fn environment() -> Vec<(String, String)> {
    let names = VARIABLES.with(Array::clone);
    let names = names.iter().filter_map(|name| name.as_string());
    names.filter_map(|name| variable(&name).map(|text| (name, text))).collect()
}

#[wasm_bindgen(module = "/js/call/fetch.js")]
extern "C" {
    /// Calls `fetch`; `Err` is what it threw at once.
    #[wasm_bindgen(catch)]
    pub(super) fn dispatch(
        method: &str,
        url: &str,
        headers: &Array,
        body: &JsValue,
        controller: &JsValue,
        js_options: &JsValue,
        own: &JsValue,
    ) -> Result<Promise, JsValue>;
}

mod named {
    #![allow(dead_code, reason = "the declarations are there for the modules they name")]

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/js/boundary/utf8.js")]
    extern "C" {
        #[wasm_bindgen(js_name = takeStash)]
        fn take_stash() -> Option<String>;
    }

    #[wasm_bindgen(module = "/js/call/foreign.js")]
    extern "C" {
        #[wasm_bindgen(js_name = sendObject)]
        fn send_object(fetch: &JsValue, url: &str, init: &JsValue) -> JsValue;
    }

    #[wasm_bindgen(module = "/js/call/signals.js")]
    extern "C" {
        fn follow(signal: &JsValue, end: &JsValue);
    }

    #[wasm_bindgen(module = "/js/errors.js")]
    extern "C" {
        #[wasm_bindgen(js_name = OpenAIError)]
        type OpenAIError;

        #[wasm_bindgen(constructor, js_class = "OpenAIError")]
        fn new(message: &str) -> OpenAIError;
    }

    #[wasm_bindgen(module = "/js/encode/multipart.js")]
    extern "C" {
        #[wasm_bindgen(js_name = rawBody)]
        fn raw_body(body: &JsValue, has_type: bool) -> JsValue;
    }

    #[wasm_bindgen(module = "/js/encode/file.js")]
    extern "C" {
        #[wasm_bindgen(js_name = isStreamed)]
        fn is_streamed(value: &JsValue) -> bool;
    }

    #[wasm_bindgen(module = "/js/encode/flatten.js")]
    extern "C" {
        #[wasm_bindgen(js_name = flatQuery)]
        fn flat_query(record: &JsValue) -> JsValue;
    }
}
