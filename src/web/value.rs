//! JavaScript's values as the protocol's.

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::prelude::*;

use super::boundary;
use crate::protocol::duration::push_number;
use crate::protocol::headers::{self, Entry};
use crate::protocol::invalid::Invalid;
use crate::protocol::options::{self, Kind, Table};
use crate::protocol::query::Pair;

/// A property of an object; `undefined` if the value is none.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// The names and values of a record's own properties.
///
/// `Err` if reading them throws, as a getter or a proxy may.
pub(super) fn entries(record: &JsValue) -> Result<Vec<(String, JsValue)>, Invalid> {
    let entries = boundary::entries(record).map_err(|thrown| {
        let why = get(&thrown, "message").as_string().unwrap_or_default();
        Invalid::new(["an object cannot be read: ", &why].concat())
    })?;
    let pair = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1)))
    };
    Ok(entries.iter().filter_map(pair).collect())
}

/// Parameters for a query: all of a record's, or those of the names in `only`.
///
/// `Err` for parameters that cannot be read, as those that contain themselves.
pub(super) fn parameters(record: &JsValue, only: Option<&str>) -> Result<Vec<Pair>, Invalid> {
    let flat = boundary::flat_query(record, only);
    let flat =
        flat.map_err(|_| Invalid::new("query is nested too deep, or holds a broken date"))?;
    let mut parts = flat.iter().map(|part| part.as_string());
    let mut pairs = Vec::new();
    while let (Some(parameter), Some(name), Some(text)) = (parts.next(), parts.next(), parts.next())
    {
        let (parameter, name) = (parameter.unwrap_or_default(), name.unwrap_or_default());
        pairs.push(Pair { parameter, name, text });
    }
    Ok(pairs)
}

/// A value as JavaScript spells it.
pub(crate) fn spell(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| boundary::spell(value))
}

/// Headers as somebody gave them.
///
/// `Err` names the header that no request can carry.
pub(super) fn header_entries(headers: &JsValue) -> Result<Vec<Entry>, Invalid> {
    if !headers.is_object() {
        return Ok(Vec::new());
    }
    let flat = boundary::flat_headers(headers);
    let flat = flat.map_err(|_| Invalid::new("headers cannot be read: pass an object"))?;
    let mut entries = Vec::new();
    let mut parts = flat.iter();
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        let value = (!value.is_null()).then(|| spell(&value));
        entries.push((spell(&name), value));
    }
    headers::check(&entries)?;
    Ok(entries)
}

/// The JSON text of a value, as a string of JavaScript's.
///
/// `Err` is what `JSON.stringify` threw, or says that it gave nothing, as for a function.
pub(super) fn stringify(value: &JsValue) -> Result<JsString, JsValue> {
    let text = js_sys::JSON::stringify(value)?;
    if text.is_undefined() {
        let got = boundary::type_name(value);
        return Err(js_sys::Error::new(&["no text stands for this ", &got].concat()).into());
    }
    Ok(text)
}

/// What an option may be, if the value that it was given fits.
///
/// `Err` names the option and what is wrong with it; `undefined` fits every option.
pub(super) fn option(table: Table, name: &str, value: &JsValue) -> Result<Kind, Invalid> {
    let kind = options::find(table, name)?;
    if !value.is_undefined() {
        options::check_type(kind, name, &boundary::type_name(value))?;
    }
    Ok(kind)
}

/// A number that fits its option.
///
/// `Err` says what it must be.
pub(super) fn number(kind: Kind, name: &str, value: &JsValue) -> Result<f64, Invalid> {
    let number = value.as_f64().unwrap_or_default();
    options::check_number(kind, name, number, &|| spell(value))
}

/// A count in digits.
pub(super) fn digits(count: usize) -> String {
    let mut text = String::new();
    push_number(&mut text, count as u64);
    text
}
