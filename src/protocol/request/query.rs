//! Parameters to a query string.

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
    let mut at = 0;
    let mut current = "";
    for pair in later {
        if pair.parameter != current || at == 0 {
            current = &pair.parameter;
            let mut place = None;
            while let Some(index) = into.iter().position(|known| known.parameter == current) {
                into.remove(index);
                place = place.or(Some(index));
            }
            at = place.unwrap_or(into.len());
        }
        into.insert(at, pair);
        at = at.saturating_add(1);
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
