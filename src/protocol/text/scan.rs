//! Finds a text in another one.
//!
//! The searcher and the Unicode tables of the standard library would cost the module kilobytes;
//! what is searched here is short, and its marks are ASCII.

/// Where a text begins in another one, in bytes.
#[inline(never)]
pub fn find(text: &str, mark: &str) -> Option<usize> {
    let (bytes, mark) = (text.as_bytes(), mark.as_bytes());
    let (first, mut start) = (*mark.first()?, 0_usize);
    // An iterator would be a call for every byte: the module is compiled for size.
    while let Some(&byte) = bytes.get(start) {
        // Most marks are one character.
        if byte == first && (mark.len() == 1 || bytes.get(start..)?.starts_with(mark)) {
            return Some(start);
        }
        start = start.wrapping_add(1);
    }
    None
}

/// Whether a text is in another one.
pub fn contains(text: &str, mark: &str) -> bool {
    find(text, mark).is_some()
}

/// A text in which another one stands wherever the mark was.
pub fn replace(text: &str, mark: &str, other: &str) -> String {
    let (mut replaced, mut rest) = (String::new(), text);
    while let Some((before, after)) = split(rest, mark) {
        replaced.push_str(before);
        replaced.push_str(other);
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

/// Whether a text in small letters is in another one, in letters of any case.
#[inline(never)]
pub fn contains_in_any_case(text: &str, mark: &str) -> bool {
    let Some(first) = mark.bytes().next() else { return true };
    let mut rest = text.as_bytes();
    while let Some(start) = rest.iter().position(|byte| byte.to_ascii_lowercase() == first) {
        let found = rest.get(start..).unwrap_or_default();
        if found.get(..mark.len()).is_some_and(|it| it.eq_ignore_ascii_case(mark.as_bytes())) {
            return true;
        }
        rest = found.get(1..).unwrap_or_default();
    }
    false
}

/// What stands before and after the first mark.
#[inline(never)]
pub fn split<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (before, rest) = text.split_at_checked(find(text, mark)?)?;
    Some((before, rest.get(mark.len()..)?))
}

/// What stands after the first mark.
pub fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    split(text, mark).map(|(_, rest)| rest)
}

/// Takes what stands before the next mark, or all there is, off the front of a text.
///
/// `None` once there is nothing left, not even an empty text.
#[inline(never)]
pub fn take<'a>(rest: &mut Option<&'a str>, mark: &str) -> Option<&'a str> {
    let text = (*rest)?;
    let (taken, left) = split(text, mark).unzip();
    *rest = left;
    taken.or(Some(text))
}

/// One of the lines of a text, counted from 0.
#[inline(never)]
pub fn line(text: &str, index: usize) -> &str {
    let mut rest = Some(text);
    for _ in 0..index {
        take(&mut rest, "\n");
    }
    take(&mut rest, "\n").unwrap_or_default()
}

/// The bytes that are accepted at the front of a text, and the rest.
#[inline(never)]
pub fn while_is(text: &str, accepts: fn(u8) -> bool) -> (&str, &str) {
    let mut end = 0_usize;
    while text.as_bytes().get(end).is_some_and(|byte| accepts(*byte)) {
        end = end.wrapping_add(1);
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Whether a word is one of several, which are separated by spaces.
#[inline(never)]
pub fn is_one_of(word: &str, words: &str) -> bool {
    let mut rest = Some(words);
    while let Some(known) = take(&mut rest, " ") {
        if known == word {
            return true;
        }
    }
    false
}

/// Whether all the bytes of a text are accepted.
pub fn is_all(text: &str, accepts: fn(u8) -> bool) -> bool {
    while_is(text, accepts).1.is_empty()
}

/// White space as Unicode has it.
const SPACES: &str = " |\t|\n|\u{b}|\u{c}|\r|\u{85}|\u{a0}|\u{1680}|\u{2000}|\u{2001}|\u{2002}|\u{2003}|\
    \u{2004}|\u{2005}|\u{2006}|\u{2007}|\u{2008}|\u{2009}|\u{200a}|\u{2028}|\u{2029}|\u{202f}|\u{205f}|\u{3000}";

/// A text that a person gave, without the white space around it, of whichever kind.
#[inline(never)]
pub fn trim_given(text: &str) -> &str {
    let mut spaces = Some(SPACES);
    while let Some(space) = take(&mut spaces, "|") {
        if let Some(rest) = text.strip_prefix(space).or(text.strip_suffix(space)) {
            return trim_given(rest);
        }
    }
    text
}

/// A text without the ASCII white space around it.
#[inline(never)]
pub fn trim(text: &str) -> &str {
    text.trim_ascii()
}
