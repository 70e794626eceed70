//! Percent-encoding of path segments and query parts.

use crate::protocol::text::utf8::to_text;

const HEX: &str = "0123456789ABCDEF";

/// Whether a byte may stand unencoded in a path segment (RFC 3986, `pchar`).
fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'('
                ..=b',' | b';' | b'=' | b':' | b'@'
        )
}

/// Whether a byte may stand unencoded in a query part (RFC 3986, unreserved).
fn is_query_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Appends `text` to a URL's path as part of one segment.
pub fn push_path(out: &mut String, text: &str) {
    push(out, text, is_path_byte);
}

/// Appends `text` to a URL's query as a name or a value.
pub fn push_query(out: &mut String, text: &str) {
    push(out, text, is_query_byte);
}

fn push(out: &mut String, text: &str, is_plain: fn(u8) -> bool) {
    for (at, byte) in text.bytes().enumerate() {
        match text.get(at..=at) {
            Some(plain) if is_plain(byte) => out.push_str(plain),
            _ => {
                out.push_str("%");
                push_hex(out, byte);
            }
        }
    }
}

/// Appends a byte in two hexadecimal digits.
pub(in crate::protocol) fn push_hex(out: &mut String, byte: u8) {
    for digit in [usize::from(byte >> 4), usize::from(byte & 15)] {
        out.push_str(HEX.get(digit..=digit).unwrap_or_default());
    }
}

/// Decodes a name or a value of a query; what is no valid escape stays as it is.
pub fn decode_query(text: &str) -> String {
    let (mut rest, mut out) = (text.as_bytes(), Vec::new());
    while let Some(&byte) = rest.first() {
        let escaped = match rest {
            [b'%', high, low, ..] => hex(*high).zip(hex(*low)),
            _ => None,
        };
        let plain = if byte == b'+' { b' ' } else { byte };
        out.push(escaped.map_or(plain, |(high, low)| high << 4 | low));
        let length = if escaped.is_some() { 3 } else { 1 };
        rest = rest.get(length..).unwrap_or_default();
    }
    to_text(&out)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}
