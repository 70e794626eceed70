//! Names every JavaScript module that those of the boundary import.
//!
//! wasm-bindgen copies what a declaration names, and nothing else, to where a program is bundled.
#![allow(dead_code, reason = "the declarations are there for the modules they name")]

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = OpenAIError)]
    type OpenAIError;

    #[wasm_bindgen(constructor, js_class = "OpenAIError")]
    fn new(message: &str) -> OpenAIError;
}

#[wasm_bindgen(module = "/js/form.js")]
extern "C" {
    #[wasm_bindgen(js_name = formOf)]
    fn form_of(params: &JsValue, words: &str) -> JsValue;
}

#[wasm_bindgen(module = "/js/file.js")]
extern "C" {
    #[wasm_bindgen(js_name = isStreamed)]
    fn is_streamed(value: &JsValue) -> bool;
}

#[wasm_bindgen(module = "/js/params.js")]
extern "C" {
    #[wasm_bindgen(js_name = flatQuery)]
    fn flat_query(record: &JsValue) -> JsValue;
}
