//! JavaScript's values as the protocol's.

use js_sys::{Array, Date, JsString, Reflect};
use wasm_bindgen::prelude::*;

use super::boundary;
use crate::protocol::headers::{self, Entry};
use crate::protocol::invalid::Invalid;
use crate::protocol::options::{self, Kind, Table};
use crate::protocol::query::Value;

/// How deep parameters may be nested: more is a circle.
const DEEPEST: usize = 32;

/// A property of an object; `undefined` if the value is none.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
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

/// Parameters for a query.
///
/// `Err` for parameters that are nested too deep, as those that contain themselves are.
pub(super) fn parameters(record: &JsValue) -> Result<Vec<(String, Value)>, Invalid> {
    map(record, 0)
}

fn map(record: &JsValue, depth: usize) -> Result<Vec<(String, Value)>, Invalid> {
    let entries = entries(record)?.into_iter();
    entries.map(|(name, value)| Ok((name, parameter(&value, depth)?))).collect()
}

fn parameter(value: &JsValue, depth: usize) -> Result<Value, Invalid> {
    if depth > DEEPEST {
        return Err(Invalid::new("query is nested too deep"));
    }
    let depth = depth.saturating_add(1);
    if value.is_undefined() || value.is_function() {
        return Ok(Value::Absent);
    }
    if value.is_null() {
        return Ok(Value::Text(String::new()));
    }
    if let Some(list) = value.dyn_ref::<Array>() {
        let values = list.iter().map(|value| parameter(&value, depth));
        return Ok(Value::List(values.collect::<Result<_, _>>()?));
    }
    if let Some(date) = value.dyn_ref::<Date>() {
        if date.get_time().is_nan() {
            return Err(Invalid::new("query holds an invalid date"));
        }
        return Ok(Value::Text(String::from(date.to_iso_string())));
    }
    if value.is_object() {
        return Ok(Value::Map(map(value, depth)?));
    }
    Ok(Value::Text(spell(value)))
}

/// A primitive value as JavaScript spells it.
pub(super) fn spell(value: &JsValue) -> String {
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
