//! JavaScript's values as the protocol's.

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::boundary;
use crate::protocol::headers::{self, Entry};
use crate::protocol::invalid::Invalid;
use crate::protocol::options::{self, Kind, Table};
use crate::protocol::query::Pair;

/// A property of an object; `undefined` if the value is none.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// The names and values of a record's own properties.
pub(super) fn entries(record: &JsValue) -> impl Iterator<Item = (String, JsValue)> {
    let entries = record.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
    entries.into_iter().filter_map(|entry| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1)))
    })
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
/// `Err` is what `JSON.stringify` threw.
pub(super) fn stringify(value: &JsValue) -> Result<JsString, JsValue> {
    js_sys::JSON::stringify(value)
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
