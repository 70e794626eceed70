//! Parameters to a query string, nested names in brackets.

use super::percent;

/// A parameter's value: what a query string can hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Left out, as `undefined` is.
    Absent,
    /// One text; numbers, booleans and dates in JavaScript's own spelling, `null` as the empty one.
    Text(String),
    /// `name[]=a&name[]=b`; nothing if it is empty.
    List(Vec<Value>),
    /// `name[inner]=a`.
    Map(Vec<(String, Value)>),
}

/// Sets parameters over earlier ones of the same name, which keep their place.
pub fn merge(into: &mut Vec<(String, Value)>, parameters: Vec<(String, Value)>) {
    for (name, value) in parameters {
        match into.iter_mut().find(|(known, _)| *known == name) {
            Some(slot) => slot.1 = value,
            None => into.push((name, value)),
        }
    }
}

/// Reads the query of a URL, as `a=1&b=2`; repeated names become a list of their own.
pub fn parse(query: &str) -> Vec<(String, Value)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| {
            (percent::decode_query(name), Value::Text(percent::decode_query(value)))
        })
        .collect()
}

/// Writes parameters as a query string without its question mark.
pub fn stringify(parameters: &[(String, Value)]) -> String {
    let mut out = String::new();
    for (name, value) in parameters {
        push_value(&mut out, name, value);
    }
    out
}

fn push_value(out: &mut String, name: &str, value: &Value) {
    match value {
        Value::Absent => {}
        Value::Text(text) => {
            if !out.is_empty() {
                out.push('&');
            }
            percent::push_query(out, name);
            out.push('=');
            percent::push_query(out, text);
        }
        Value::List(values) => {
            let name = [name, "[]"].concat();
            for value in values {
                push_value(out, &name, value);
            }
        }
        Value::Map(entries) => {
            for (inner, value) in entries {
                push_value(out, &[name, "[", inner, "]"].concat(), value);
            }
        }
    }
}
