//! The text that an event of a stream adds to an answer, found without reading all of the JSON.

/// The text of an event that brings text and nothing else: a piece of the first choice of a chat
/// completion, or of the output of a response.
///
/// `None` for every other event, and where only a JSON parser can tell.
pub fn text_of(event: &[u8]) -> Option<String> {
    let mut found = None;
    let mut is_text = false;
    let mut members = Members::of(event)?;
    while let Member::Pair(name, value) = members.next()? {
        match name {
            b"choices" => found = Some(text_of_choices(value)?),
            b"type" => is_text = value == b"\"response.output_text.delta\"",
            b"delta" if is_text => found = Some(unescape(value)?),
            b"error" => return None,
            b"usage" if value != b"null" => return None,
            _ => {}
        }
    }
    found
}

/// The text of the only choice, which has to be the first and to go on.
fn text_of_choices(choices: &[u8]) -> Option<String> {
    let only = choices.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let mut members = Members::of(only)?;
    let mut found = None;
    while let Member::Pair(name, value) = members.next()? {
        match name {
            b"index" if value != b"0" => return None,
            b"finish_reason" if value != b"null" => return None,
            b"delta" => found = Some(text_of_delta(value)?),
            _ => {}
        }
    }
    found
}

fn text_of_delta(delta: &[u8]) -> Option<String> {
    let mut members = Members::of(delta)?;
    let mut found = None;
    while let Member::Pair(name, value) = members.next()? {
        if name == b"content" {
            found = Some(unescape(value)?);
        }
    }
    found
}

/// What comes next in an object.
enum Member<'a> {
    /// A name, and its value as JSON text.
    Pair(&'a [u8], &'a [u8]),
    /// Nothing more.
    End,
}

/// The members of an object, its values as JSON text.
struct Members<'a> {
    rest: &'a [u8],
}

impl<'a> Members<'a> {
    /// `None` for what is no object.
    fn of(value: &'a [u8]) -> Option<Self> {
        value.trim_ascii().strip_prefix(b"{").map(|rest| Self { rest })
    }

    /// The next member; `None` where the text is no JSON.
    fn next(&mut self) -> Option<Member<'a>> {
        let rest = self.rest.trim_ascii_start();
        if let Some(after) = rest.strip_prefix(b"}") {
            return after.is_empty().then_some(Member::End);
        }
        let (name, rest) = rest.split_at_checked(string_end(rest)?)?;
        let rest = rest.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
        let (value, rest) = rest.split_at_checked(value_end(rest)?)?;
        let rest = rest.trim_ascii_start();
        self.rest = match rest.strip_prefix(b",") {
            Some(after) => after,
            None => rest.starts_with(b"}").then_some(rest)?,
        };
        Some(Member::Pair(name.get(1..name.len().checked_sub(1)?)?, value))
    }
}

/// Where a string ends that begins a text.
fn string_end(text: &[u8]) -> Option<usize> {
    text.starts_with(b"\"").then(|| after_quote(text, 1)).flatten()
}

/// Where a string ends whose inside is at `at`.
///
/// A loop over places: an iterator's step is a call of its own where code is compiled for size.
fn after_quote(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let byte = *text.get(at)?;
        at = at.wrapping_add(if byte == b'\\' { 2 } else { 1 });
        if byte == b'"' {
            return Some(at);
        }
    }
}

/// Where a value ends that begins a text.
fn value_end(text: &[u8]) -> Option<usize> {
    match text.first()? {
        b'"' => string_end(text),
        b'{' | b'[' => bracket_end(text),
        _ => text.iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t'..=b'\r')),
    }
}

/// Where the bracket closes that begins a text.
fn bracket_end(text: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0_usize);
    loop {
        let byte = *text.get(at)?;
        at = at.wrapping_add(1);
        match byte {
            b'"' => at = after_quote(text, at)?,
            b'{' | b'[' => depth = depth.wrapping_add(1),
            b'}' | b']' if depth == 1 => return Some(at),
            b'}' | b']' => depth = depth.wrapping_sub(1),
            _ => {}
        }
    }
}

/// A JSON string as text; `None` for what is none, and for half of a surrogate pair.
fn unescape(value: &[u8]) -> Option<String> {
    let inner = str::from_utf8(value.strip_prefix(b"\"")?.strip_suffix(b"\"")?).ok()?;
    if inner.as_bytes().iter().any(|byte| *byte < b' ') {
        return None;
    }
    let mut parts = inner.split('\\');
    let mut text = String::with_capacity(inner.len());
    text.push_str(parts.next()?);
    while let Some(part) = parts.next() {
        match part.as_bytes().first() {
            // Two backslashes are one: what is between them is empty, what follows is plain.
            None => {
                text.push('\\');
                text.push_str(parts.next()?);
            }
            Some(b'u') => text.push_str(&unescape_unicode(part, &mut parts)?),
            Some(mark) => {
                text.push(control(*mark)?);
                text.push_str(part.get(1..)?);
            }
        }
    }
    Some(text)
}

fn control(mark: u8) -> Option<char> {
    Some(match mark {
        b'"' | b'/' => char::from(mark),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        _ => return None,
    })
}

/// A part that begins with `u` and four digits, or two that are one character, with what follows.
fn unescape_unicode<'a>(
    part: &'a str,
    parts: &mut impl Iterator<Item = &'a str>,
) -> Option<String> {
    let (first, after) = code_unit(part)?;
    let (character, after) = match char::from_u32(first) {
        Some(character) => (character, after),
        None if after.is_empty() => {
            let (second, after) = code_unit(parts.next()?)?;
            let units = [first as u16, second as u16];
            (char::decode_utf16(units).next()?.ok()?, after)
        }
        None => return None,
    };
    let mut text = String::from(character);
    text.push_str(after);
    Some(text)
}

fn code_unit(part: &str) -> Option<(u32, &str)> {
    let (digits, after) = part.strip_prefix('u')?.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    Some((u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?, after))
}
