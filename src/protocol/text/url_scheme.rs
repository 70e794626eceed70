//! How a URL begins.

use crate::protocol::text::scan::{after, while_is};

/// Whether a path is a URL of its own.
pub fn is_absolute(path: &str) -> bool {
    let is_scheme = |scheme: &&str| {
        path.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    ["https://", "http://"].iter().any(is_scheme)
}

/// Whether a URL of its own is on another host than a base: whatever is written differently is.
pub fn is_elsewhere(base: &str, path: &str) -> bool {
    is_absolute(path) && !origin(path).eq_ignore_ascii_case(origin(base))
}

/// The scheme, the host and the port.
fn origin(url: &str) -> &str {
    let host = after(url, "://").unwrap_or_default();
    let rest = while_is(host, |byte| !matches!(byte, b'/' | b'\\' | b'?' | b'#')).1;
    url.get(..url.len().saturating_sub(rest.len())).unwrap_or(url)
}
