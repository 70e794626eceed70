//! The URL of a request: base, path and query in one.

use crate::protocol::request::query::{self, Pair};
use crate::protocol::text::scan;
use crate::protocol::text::url_scheme::is_absolute;

/// Joins a base URL, a path below it (or a whole URL) and parameters.
///
/// A path without a slash in front is below the base all the same.
///
/// A query of the base or of the path is kept; of two parameters with one name the later wins:
/// the base's, the path's, those that are given, as the client's default and then the call's.
pub fn join(base: &str, path: &str, queries: &[&[Pair]]) -> String {
    let (base, base_query) = split(if is_absolute(path) { "" } else { base });
    let (path, path_query) = split(path);
    let (base_pairs, path_pairs) = (query::parse(base_query), query::parse(path_query));
    let mut pairs = Vec::new();
    for pair in &base_pairs {
        pairs.push(pair);
    }
    query::merge(&mut pairs, &path_pairs);
    for later in queries {
        query::merge(&mut pairs, later);
    }
    let query = query::stringify(&pairs);

    let mut url = String::with_capacity(base.len().saturating_add(path.len()).saturating_add(64));
    let mut stem = base;
    while let Some(shorter) = stem.strip_suffix("/") {
        stem = shorter;
    }
    url.push_str(stem);
    // What follows a host without a slash would belong to the host, which gets the key.
    if !base.is_empty() && !path.starts_with("/") {
        url.push_str("/");
    }
    url.push_str(path);
    if !query.is_empty() {
        url.push_str("?");
        url.push_str(&query);
    }
    url
}

fn split(url: &str) -> (&str, &str) {
    scan::split(url, "?").unwrap_or((url, ""))
}
