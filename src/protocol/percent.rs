//! Percent-encoding of path segments and query parts.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

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
    for &byte in text.as_bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
            continue;
        }
        out.push_str("%");
        for digit in [byte >> 4, byte & 15] {
            out.extend(HEX.get(usize::from(digit)).map(|&hex| char::from(hex)));
        }
    }
}

/// Decodes a name or a value of a query; what is no valid escape stays as it is.
pub fn decode_query(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let escaped = (byte == b'%').then(|| hex(ahead.next()).zip(hex(ahead.next()))).flatten();
        if let Some((high, low)) = escaped {
            out.push(high << 4 | low);
            bytes = ahead;
            continue;
        }
        out.push(if byte == b'+' { b' ' } else { byte });
    }
    to_text(&out)
}

/// Bytes as text; what is no UTF-8 becomes U+FFFD.
///
/// It does what the standard library does, whose way costs more code.
pub(super) fn to_text(mut bytes: &[u8]) -> String {
    let mut text = String::new();
    loop {
        let problem = match str::from_utf8(bytes) {
            Ok(rest) => {
                text.push_str(rest);
                return text;
            }
            Err(problem) => problem,
        };
        let (valid, rest) = bytes.split_at_checked(problem.valid_up_to()).unwrap_or_default();
        text.push_str(str::from_utf8(valid).unwrap_or_default());
        text.push_str("\u{FFFD}");
        bytes = problem.error_len().and_then(|length| rest.get(length..)).unwrap_or_default();
    }
}

fn hex(byte: Option<u8>) -> Option<u8> {
    char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
