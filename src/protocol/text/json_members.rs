//! Walks through the members of an object that is JSON, without parsing what is in them.

use crate::protocol::text::word_scan::unquoted_length;

/// The members of an object: the name of each and its value, as they stand in JSON.
///
/// `None` comes, as the last, where a bracket or a string is not closed, where a comma or a colon is
/// missing, and where something follows the object.
#[derive(Debug)]
pub struct Members<'a>(Option<&'a [u8]>);

impl<'a> Members<'a> {
    /// `None` for what does not begin as an object does.
    pub fn of(value: &'a [u8]) -> Option<Self> {
        value.trim_ascii().strip_prefix(b"{").map(|rest| Self(Some(rest)))
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = Option<(&'a [u8], &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.take()?.trim_ascii_start();
        if rest == b"}" {
            return None;
        }
        let found = member(rest);
        self.0 = found.map(|(_, _, rest)| rest);
        Some(found.map(|(name, value, _)| (name, value)))
    }
}

/// The name and the value that begin a text, and what follows them without a comma.
fn member(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (name, rest) = text.split_at_checked(string_end(text)?)?;
    let name = name.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let rest = rest.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let (value, rest) = rest.split_at_checked(value_end(rest)?)?;
    let rest = rest.trim_ascii_start();
    let next = match rest.strip_prefix(b",") {
        Some(after) => after,
        None => rest.starts_with(b"}").then_some(rest)?,
    };
    Some((name, value, next))
}

/// Whether a value has nothing inside it.
pub fn is_scalar(value: &[u8]) -> bool {
    !value.starts_with(b"{") && !value.starts_with(b"[")
}

/// Whether a value is a text.
pub fn is_text(value: &[u8]) -> bool {
    value.starts_with(b"\"")
}

/// Where a value ends that begins a text.
fn value_end(text: &[u8]) -> Option<usize> {
    match text.first()? {
        b'"' => string_end(text),
        b'{' | b'[' => bracket_end(text),
        _ => text.iter().position(|byte| matches!(byte, b',' | b'}' | b']' | 0..=b' ')),
    }
}

/// Where a string ends that begins a text.
fn string_end(text: &[u8]) -> Option<usize> {
    let mut at = text.starts_with(b"\"").then_some(1_usize)?;
    loop {
        at = at.wrapping_add(unquoted_length(text.get(at..)?));
        if *text.get(at)? == b'"' {
            return Some(at.wrapping_add(1));
        }
        at = at.wrapping_add(2);
    }
}

/// Where the bracket closes that begins a text.
fn bracket_end(text: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0_usize);
    loop {
        match text.get(at)? {
            b'"' => {
                at = at.wrapping_add(string_end(text.get(at..)?)?);
                continue;
            }
            b'{' | b'[' => depth = depth.wrapping_add(1),
            b'}' | b']' => depth = depth.wrapping_sub(1),
            _ => {}
        }
        at = at.wrapping_add(1);
        if depth == 0 {
            return Some(at);
        }
    }
}
