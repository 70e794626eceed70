//! Reads properties of JavaScript's values.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

/// A property of an object; `undefined` if the value is none.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// A text among the properties; empty if it is none.
pub(super) fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}
