//! What is asked of JavaScript, with every module that those named here import.
//!
//! wasm-bindgen copies what a declaration names, and nothing else, to where a program is bundled.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/encode/options.js")]
extern "C" {
    /// `{text, held}`: the fields of a record, and what of it only JavaScript can use.
    #[wasm_bindgen(js_name = fieldsOf, catch)]
    pub(super) fn fields_of(record: &JsValue) -> Result<JsValue, JsValue>;

    /// A value as text; empty if it has none.
    pub(super) fn spell(value: &JsValue) -> String;
}

#[wasm_bindgen(module = "/js/encode/arguments.js")]
extern "C" {
    #[wasm_bindgen(js_name = signatureOf)]
    pub(super) fn signature_of(text: &str) -> JsValue;

    /// `{text, body, form}`: the arguments of a method of the catalogue.
    #[wasm_bindgen(js_name = givenTo, catch)]
    pub(super) fn given_to(
        signature: &JsValue,
        id: &JsValue,
        params: &JsValue,
        fields: Option<&str>,
    ) -> Result<JsValue, JsValue>;

    /// What becomes of a request that somebody wrote by hand.
    #[wasm_bindgen(js_name = givenBy, catch)]
    pub(super) fn given_by(options: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/js/encode/environment.js")]
extern "C" {
    /// The fields of the environment that are options.
    #[wasm_bindgen(js_name = environmentFields)]
    pub(super) fn environment_fields() -> String;

    /// Whether a key would be handed to everybody who opens the page or its worker.
    #[wasm_bindgen(js_name = isBrowser)]
    pub(super) fn is_browser() -> bool;
}

#[wasm_bindgen(module = "/js/call/fetch.js")]
extern "C" {
    /// Calls `fetch`; `Err` is what it threw at once.
    #[wasm_bindgen(catch)]
    pub(super) fn dispatch(
        text: &str,
        body: &JsValue,
        controller: &JsValue,
        held: &JsValue,
        own: &JsValue,
    ) -> Result<Promise, JsValue>;
}

mod named {
    #![allow(dead_code, reason = "the declarations are there for the modules they name")]

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/js/boundary/utf8.js")]
    extern "C" {
        #[wasm_bindgen(js_name = takeTold)]
        fn take_told() -> Option<String>;
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
