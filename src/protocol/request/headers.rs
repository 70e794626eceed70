//! The headers of a request, and what of them may never be shown.

use crate::protocol::text::invalid::Invalid;
use crate::protocol::text::name_index::earlier;
use crate::protocol::text::scan::{is_all, split, take, trim_given};
use crate::protocol::text::secret::{MASK, is_secret_name};

/// A header as somebody gave it: `None` removes it.
pub type Entry = (String, Option<String>);

/// The headers of a request, their names in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestHeaders(Vec<(String, String)>);

impl RequestHeaders {
    /// Sets a header that the client itself sends.
    pub fn set(&mut self, name: &str, value: &str) {
        if let Some(index) = self.0.iter().position(|(known, _)| known == name) {
            self.0.remove(index);
        }
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The value of a header, by its name in small letters.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Lays given headers over those that are there: each replaces its namesake, `None` removes
    /// it, and one that comes twice in `entries` is joined with a comma (Fetch standard, append).
    #[inline(never)]
    pub fn apply(&mut self, entries: &[Entry]) {
        if entries.is_empty() {
            return;
        }
        let all = std::mem::take(self);
        let (mut small, mut names, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (name, value) in all.iter() {
            names.push(name);
            values.push(Some(value));
        }
        let own = names.len();
        for (name, value) in entries {
            small.push(name.to_ascii_lowercase());
            values.push(value.as_deref());
        }
        for name in &small {
            names.push(name);
        }
        self.push_last(&names, &values, own);
    }

    /// Pushes the last of each name, behind the others of that name from `own` on.
    fn push_last(&mut self, names: &[&str], values: &[Option<&str>], own: usize) {
        let earlier = earlier(names);
        let mut last = vec![true; names.len()];
        for at in &earlier {
            if let Some(is_last) = last.get_mut(*at) {
                *is_last = false;
            }
        }
        for (at, name) in names.iter().enumerate().filter(|(at, _)| last.get(*at) == Some(&true)) {
            let (mut joined, mut at) = (Vec::new(), at);
            while let Some(Some(value)) = values.get(at).filter(|_| at >= own || joined.is_empty())
            {
                joined.push(*value);
                at = earlier.get(at).copied().unwrap_or(usize::MAX);
            }
            let Some(first) = joined.pop() else { continue };
            let mut text = first.to_owned();
            while let Some(value) = joined.pop() {
                text.push_str(", ");
                text.push_str(value);
            }
            self.0.push(((*name).to_owned(), text));
        }
    }

    /// Every header.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Every header, with the values of secret ones masked.
    pub fn redacted(&self) -> impl Iterator<Item = (&str, &str)> {
        self.iter().map(|(name, value)| (name, if is_secret_name(name) { MASK } else { value }))
    }
}

/// Checks headers that somebody gave.
///
/// `Err` names the header whose name is no HTTP token (RFC 9110, 5.6.2), or whose value holds
/// what no header can carry.
pub fn check(entries: &[Entry]) -> Result<(), Invalid> {
    for (name, value) in entries {
        if name.is_empty() || !is_all(name, is_token_byte) {
            let parts = ["\"", name, "\" is no name for a header"];
            return Err(Invalid::of(&parts));
        }
        if value.as_deref().is_some_and(|value| !is_all(value, is_value_byte)) {
            let parts = ["header ", name, " holds a line break or a character beyond U+00FF"];
            return Err(Invalid::of(&parts));
        }
    }
    Ok(())
}

/// Reads headers as lines of `name: value`; what has no colon is skipped.
///
/// `Err` names the header that no request can carry.
pub fn parse_lines(lines: &str) -> Result<Vec<Entry>, Invalid> {
    let (mut rest, mut entries) = (Some(lines), Vec::new());
    while let Some(line) = take(&mut rest, "\n") {
        if let Some((name, value)) = split(line, ":") {
            entries.push((trim_given(name).to_owned(), Some(trim_given(value).to_owned())));
        }
    }
    check(&entries)?;
    Ok(entries)
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        )
}

/// Whether `fetch` takes the character that a byte is of in a header's value (Fetch standard,
/// header value): beyond U+00FF, one begins with a byte that is larger.
fn is_value_byte(byte: u8) -> bool {
    !matches!(byte, b'\0' | b'\r' | b'\n' | 0xC4..)
}
