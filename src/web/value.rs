//! JavaScript's values as the protocol's.

use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::*;

use super::boundary;
use crate::protocol::duration::push_number;
use crate::protocol::headers::{self, Entry};
use crate::protocol::invalid::{Invalid, text};
use crate::protocol::options::{self, Kind, Name, Table};
use crate::protocol::query::Pair;

/// A property of an object; `undefined` if the value is none.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// Checks that a value is a record; `Err` is the message, and what it was instead.
pub(super) fn check_record(message: &str, value: &JsValue) -> Result<(), Invalid> {
    if value.is_object() && !value.is_array() {
        return Ok(());
    }
    Err(Invalid::of(&[message, &boundary::type_name(value)]))
}

/// Hands out the names and values of a record's own properties.
///
/// `Err` if reading them throws, as a getter or a proxy may, or is what `take` gave.
pub(super) fn each_entry(
    record: &JsValue,
    take: &mut dyn FnMut(&str, &JsValue) -> Result<(), Invalid>,
) -> Result<(), Invalid> {
    let flat = boundary::flat_entries(record).map_err(|thrown| {
        let why = get(&thrown, "message").as_string().unwrap_or_default();
        Invalid::of(&["an object cannot be read: ", &why])
    })?;
    let mut at = 0;
    while let Some(name) = flat.get(at).as_string() {
        take(&name, &flat.get(at.wrapping_add(1)))?;
        at = at.wrapping_add(2);
    }
    Ok(())
}

/// Sets the parameters of a query: all of a record's, or those of the names in `only`.
///
/// `Err` for parameters that cannot be read, as those that contain themselves.
pub(super) fn set_query(
    query: &mut Vec<Pair>,
    record: &JsValue,
    only: Option<&str>,
) -> Result<(), Invalid> {
    let flat = boundary::flat_query(record, only);
    let flat =
        flat.map_err(|_| Invalid::new("query is nested too deep, or holds a broken date"))?;
    query.clear();
    let mut at = 0;
    while let Some(parameter) = flat.get(at).as_string() {
        let name = flat.get(at.wrapping_add(1)).as_string().unwrap_or_default();
        let text = flat.get(at.wrapping_add(2)).as_string();
        query.push(Pair { parameter, name, text });
        at = at.wrapping_add(3);
    }
    Ok(())
}

/// A value as JavaScript spells it.
pub(crate) fn spell(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| boundary::spell(value))
}

/// Sets headers as somebody gave them.
///
/// `Err` names the header that no request can carry.
pub(super) fn set_headers(entries: &mut Vec<Entry>, headers: &JsValue) -> Result<(), Invalid> {
    entries.clear();
    if !headers.is_object() {
        return Ok(());
    }
    let flat = boundary::flat_headers(headers);
    let flat = flat.map_err(|_| Invalid::new("headers cannot be read: pass an object"))?;
    let mut at = 0;
    while let Some(name) = flat.get(at).as_string() {
        entries.push((name, flat.get(at.wrapping_add(1)).as_string()));
        at = at.wrapping_add(2);
    }
    headers::check(entries)
}

/// The JSON text of a value, as a string of JavaScript's.
///
/// `Err` is what `JSON.stringify` threw, or says that it gave nothing, as for a function.
pub(super) fn stringify(value: &JsValue) -> Result<JsString, JsValue> {
    let json = js_sys::JSON::stringify(value)?;
    if json.is_undefined() {
        let got = boundary::type_name(value);
        return Err(js_sys::Error::new(&text(&["no text stands for this ", &got])).into());
    }
    Ok(json)
}

/// Which option it is and what it may be, if the value that it was given fits.
///
/// `Err` names the option and what is wrong with it; `undefined` fits every option.
pub(super) fn option(table: Table, name: &str, value: &JsValue) -> Result<(Name, Kind), Invalid> {
    let (option, kind) = options::find(table, name)?;
    if !value.is_undefined() {
        options::check_type(kind, name, &boundary::type_name(value))?;
    }
    Ok((option, kind))
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
