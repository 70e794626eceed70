//! Options as the boundary takes them, which checks them all: the same for every language.

use std::time::Duration;

use js_sys::{Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::error::{Error, ErrorKind};
use super::js_modules;

/// Sets a property of an object of our own, which nothing can refuse.
pub(super) fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

pub(super) fn text_or_null(value: Option<&str>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from_str)
}

pub(super) fn millis(duration: Duration) -> JsValue {
    (duration.as_secs_f64() * 1000.0).into()
}

/// A record of options as the session takes them, with what of it only JavaScript can use.
pub(super) fn told(options: &Object) -> Result<JsValue, Error> {
    js_modules::fields_of(options).map_err(|thrown| Error::invalid(&thrown))
}

/// Parameters as `JSON.stringify` takes them: maps are objects, `None` is `null`.
pub(super) fn plain<P: Serialize + ?Sized>(name: &str, params: &P) -> Result<JsValue, Error> {
    params.serialize(&Serializer::json_compatible()).map_err(|problem| {
        let message = ["the parameters of ", name, " cannot be turned into JSON"].concat();
        Error::new(ErrorKind::Invalid, message).because(&problem.into())
    })
}
