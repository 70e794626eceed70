//! Reads and sets properties of JavaScript's values.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

/// A property of an object; `undefined` if the value is none.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// Sets a property of an object of our own, which nothing can refuse.
pub(super) fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}
