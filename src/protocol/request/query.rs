//! Parameters to a query string.

use crate::protocol::text::name_index::earlier;
use crate::protocol::text::percent;
use crate::protocol::text::scan;

/// One name and value of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The parameter that it is a part of, as `created` for `created[gte]`.
    pub parameter: String,
    /// The name in full, with its brackets.
    pub name: String,
    /// `None` for a parameter without any value, which only takes the place of earlier ones.
    pub text: Option<String>,
}

/// Sets parameters over earlier ones of the same name, which keep their place.
pub fn merge<'a>(into: &mut Vec<&'a Pair>, later: &'a [Pair]) {
    if later.is_empty() {
        return;
    }
    let (mut names, mut groups) = (Vec::new(), Vec::new());
    for pair in into.drain(..) {
        names.push(pair.parameter.as_str());
        groups.push(std::slice::from_ref(pair));
    }
    let mut at = groups.len();
    let mut rest = later;
    while let Some(first) = rest.first() {
        let same = rest.iter().position(|pair| pair.parameter != first.parameter);
        let (group, others) = rest.split_at_checked(same.unwrap_or(rest.len())).unwrap_or_default();
        names.push(&first.parameter);
        groups.push(group);
        rest = others;
    }
    let mut earlier = earlier(&names);
    while at < groups.len() {
        set(&mut groups, &mut earlier, at);
        at = at.wrapping_add(1);
    }
    for group in groups {
        into.extend(group);
    }
}

/// Moves a group to where the first of its name stands, in place of all of them.
fn set(groups: &mut [&[Pair]], earlier: &mut [usize], at: usize) {
    let (mut first, mut group) = (at, <&[Pair]>::default());
    while let Some(place) = earlier.get(first).and_then(|before| groups.get_mut(*before)) {
        *place = &[];
        first = earlier.get(first).copied().unwrap_or_default();
    }
    if first < at {
        if let Some(place) = groups.get_mut(at) {
            std::mem::swap(place, &mut group);
        }
        if let Some(place) = groups.get_mut(first) {
            *place = group;
        }
        // Whoever looks back from here finds the first at once.
        if let Some(before) = earlier.get_mut(at) {
            *before = first;
        }
    }
}

/// Reads the query of a URL, as `a=1&b=2`.
pub fn parse(query: &str) -> Vec<Pair> {
    let (mut rest, mut pairs) = (Some(query), Vec::new());
    while let Some(pair) = scan::take(&mut rest, "&") {
        if !pair.is_empty() {
            let (name, value) = scan::split(pair, "=").unwrap_or((pair, ""));
            let name = percent::decode_query(name);
            let text = Some(percent::decode_query(value));
            pairs.push(Pair { parameter: name.clone(), name, text });
        }
    }
    pairs
}

/// Writes parameters as a query string without its question mark.
pub fn stringify(pairs: &[&Pair]) -> String {
    let mut out = String::new();
    for Pair { name, text, .. } in pairs {
        let Some(text) = text else { continue };
        if !out.is_empty() {
            out.push_str("&");
        }
        percent::push_query(&mut out, name);
        out.push_str("=");
        percent::push_query(&mut out, text);
    }
    out
}
