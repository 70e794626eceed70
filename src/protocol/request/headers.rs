//! The headers of a request, and what of them may never be shown.

use crate::protocol::text::invalid::Invalid;
use crate::protocol::text::name_index::earlier;
use crate::protocol::text::scan::{is_all, split, take, trim_given};
use crate::protocol::text::secret::{MASK, is_secret_name};

/// A header as somebody gave it: `None` removes it.
pub type Entry = (String, Option<String>);

/// The headers of a request, their names in small letters: every name and value one after the
/// other, each ended by NUL, which no header can hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestHeaders(String);

impl RequestHeaders {
    /// Sets a header that the client itself sends.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.push(name, value);
    }

    /// The value of a header, by its name in small letters.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Lays given headers over those that are there: each replaces its namesake, `None` removes
    /// it, and one that comes twice in `entries` is joined with a comma (Fetch standard, append).
    #[inline(never)]
    pub fn apply(&mut self, entries: &[Entry]) {
        if entries.is_empty() {
            return;
        }
        let all = std::mem::take(self);
        let mut small = String::new();
        for (name, _) in entries {
            small.push_str(name);
            small.push_str("\0");
        }
        small.make_ascii_lowercase();
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for (name, value) in all.pairs() {
            names.push(name);
            values.push(Some(value));
        }
        let own = names.len();
        let mut rest = Some(small.as_str());
        for (_, value) in entries {
            names.push(take(&mut rest, "\0").unwrap_or_default());
            values.push(value.as_deref());
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
            if joined.is_empty() {
                continue;
            }
            self.0.push_str(name);
            let mut mark = "\0";
            while let Some(value) = joined.pop() {
                self.0.push_str(mark);
                self.0.push_str(value);
                mark = ", ";
            }
            self.0.push_str("\0");
        }
    }

    /// All of them as they are kept.
    pub fn to_flat(&self) -> &str {
        &self.0
    }

    /// Every header, with the values of secret ones masked.
    pub fn redacted(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs().map(|(name, value)| (name, if is_secret_name(name) { MASK } else { value }))
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut rest = Some(self.to_flat());
        std::iter::from_fn(move || Some((take(&mut rest, "\0")?, take(&mut rest, "\0")?)))
    }

    #[inline(never)]
    fn push(&mut self, name: &str, value: &str) {
        self.0.push_str(name);
        self.0.push_str("\0");
        self.0.push_str(value);
        self.0.push_str("\0");
    }

    /// Takes out a header; its value, if it was there.
    #[inline(never)]
    fn remove(&mut self, name: &str) -> Option<String> {
        let removed = self.get(name)?.to_owned();
        let all = std::mem::take(self);
        for (known, value) in all.pairs() {
            if known != name {
                self.push(known, value);
            }
        }
        Some(removed)
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
