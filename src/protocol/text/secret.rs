//! What is a secret, and how it is masked wherever something is shown: the one rule for hooks, logs,
//! errors, `toJSON` and consoles.

use crate::protocol::text::percent::decode_query;
use crate::protocol::text::scan::{contains, is_one_of, split, take, trim_given};

/// What stands in place of a secret.
pub const MASK: &str = "***";

/// Whatever holds one of these, its letters alone and small, names a secret.
const PARTS: &str = "auth bearer cookie credential jwt passphrase passw secret signature token";

/// What names a secret by itself, or as the last word.
const WORDS: &str = "sig code pwd pass session sessionid";

/// Keys shorter than this are not looked for: they would mask parts of other words.
const SHORTEST_KEY: usize = 8;

/// Whether a header, a parameter or a field of this name holds a secret.
///
/// Upper and lower case, `-`, `_` and `.` make no difference: `X-Session-Id`, `session_id` and
/// `sessionId` are one name.
pub fn is_secret_name(name: &str) -> bool {
    let mut letters = String::with_capacity(name.len());
    for (at, byte) in name.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() {
            letters.push_str(name.get(at..=at).unwrap_or_default());
        }
    }
    letters.make_ascii_lowercase();
    let letters = letters.strip_prefix("x").unwrap_or(&letters);
    if letters.ends_with("key") || is_one_of(letters, WORDS) {
        return true;
    }
    let mut parts = Some(PARTS);
    while let Some(part) = take(&mut parts, " ") {
        if contains(letters, part) && !is_author(letters, part) {
            return true;
        }
    }
    false
}

/// `author` is somebody, `authorization` is a secret.
fn is_author(letters: &str, part: &str) -> bool {
    part == "auth" && contains(letters, "author") && !contains(letters, "authori")
}

/// Whether a text in place of something else looks like a key: by how it begins, or since it is a long
/// run of letters and digits.
#[inline(never)]
pub fn looks_like_a_key(text: &str) -> bool {
    const LONGEST_WORD: u32 = 28;
    // Somebody may have copied a quotation mark or a space along.
    let start = trim_given(text.trim_start_matches('"'));
    let mut prefixes = Some("sk-|ek_|bearer |whsec_");
    while let Some(prefix) = take(&mut prefixes, "|") {
        if start.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
            return true;
        }
    }
    let (mut digits, mut letters) = (0_u32, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits = digits.saturating_add(1),
            b'a'..=b'z' | b'A'..=b'Z' => letters = letters.saturating_add(1),
            _ => (digits, letters) = (0, 0),
        }
        if digits.min(letters) > 0 && digits.saturating_add(letters) > LONGEST_WORD {
            return true;
        }
    }
    false
}

/// A value that somebody gave, as a message may repeat it: `…` if it may be a key.
pub fn shown(value: &str) -> &str {
    if looks_like_a_key(value) { "…" } else { value }
}

/// A URL that may be shown: without user and password, without a fragment, and with the values of
/// secret parameters masked.
pub fn mask_url(url: &str) -> String {
    let url = split(url, "#").map_or(url, |(before, _)| before);
    let (address, query) = split(url, "?").unwrap_or((url, ""));
    let mut masked = String::with_capacity(url.len());
    push_address(&mut masked, address);
    let (mut rest, mut mark) = (Some(query).filter(|query| !query.is_empty()), "?");
    while let Some(pair) = take(&mut rest, "&") {
        masked.push_str(mark);
        mark = "&";
        match split(pair, "=") {
            Some((name, _)) if is_secret_name(&decode_query(name)) => {
                masked.push_str(name);
                masked.push_str("=");
                masked.push_str(MASK);
            }
            _ => masked.push_str(pair),
        }
    }
    masked
}

fn push_address(masked: &mut String, address: &str) {
    let Some((scheme, rest)) = split(address, "://") else {
        return masked.push_str(address);
    };
    let host = split(rest, "/").map_or(rest, |(host, _)| host);
    // A password may hold an @ itself: the last one ends it.
    let before = host.bytes().rev().take_while(|byte| *byte != b'@').count();
    let user = if before < host.len() { host.len().saturating_sub(before) } else { 0 };
    masked.push_str(scheme);
    masked.push_str("://");
    if user > 0 {
        masked.push_str(MASK);
        masked.push_str("@");
    }
    masked.push_str(rest.get(user..).unwrap_or_default());
}

/// A text in which every one of some keys, a line each, is masked: as it is, in other case, escaped as in a URL or
/// in JSON, and in base64.
pub fn mask_keys(text: String, keys: &str) -> String {
    let (mut masked, mut rest) = (text, Some(keys));
    while let Some(key) = take(&mut rest, "\n") {
        if key.len() < SHORTEST_KEY {
            continue;
        }
        masked = mask_each(masked, key.as_bytes(), decoded);
        for skipped in 0..3 {
            masked = mask_each(masked, &base64(key.as_bytes(), skipped), as_base64);
        }
    }
    masked
}

/// A byte as it is compared, and how many bytes of the text stand for it.
type Read = fn(&[u8]) -> (u8, usize);

fn mask_each(text: String, wanted: &[u8], read: Read) -> String {
    let (bytes, mut masked, mut shown, mut at) = (text.as_bytes(), String::new(), 0, 0_usize);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match length_of(rest, wanted, read) {
            Some(length) => {
                masked.push_str(text.get(shown..at).unwrap_or_default());
                masked.push_str(MASK);
                at = at.saturating_add(length);
                shown = at;
            }
            None => at = at.saturating_add(1),
        }
    }
    if shown == 0 {
        return text;
    }
    masked.push_str(text.get(shown..).unwrap_or_default());
    masked
}

/// How many bytes at the front of a text stand for what is wanted.
fn length_of(text: &[u8], wanted: &[u8], read: Read) -> Option<usize> {
    let mut length = 0_usize;
    for byte in wanted {
        let rest = text.get(length..)?;
        // A key may hold what looks like an escape.
        let (found, width) = if rest.first() == Some(byte) { (*byte, 1) } else { read(rest) };
        if found != byte.to_ascii_lowercase() && found != *byte {
            return None;
        }
        length = length.saturating_add(width);
    }
    Some(length)
}

/// The byte that a text begins with, in small letters: plain, `%41`, `\u0041` or `\/`.
fn decoded(text: &[u8]) -> (u8, usize) {
    let (byte, width) = match text {
        [b'%', high, low, ..] => (hex([*high, *low]), 3),
        [b'\\', b'u', b'0', b'0', high, low, ..] => (hex([*high, *low]), 6),
        [b'\\', b'/', ..] => (Some(b'/'), 2),
        _ => (None, 1),
    };
    match byte {
        Some(byte) => (byte.to_ascii_lowercase(), width),
        None => (text.first().copied().unwrap_or_default().to_ascii_lowercase(), 1),
    }
}

fn hex(digits: [u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    Some((high? << 4 | low?) as u8)
}

/// A character of either alphabet of base64, as one of the first.
fn as_base64(text: &[u8]) -> (u8, usize) {
    let byte = text.first().copied().unwrap_or_default();
    let byte = match byte {
        b'-' => b'+',
        b'_' => b'/',
        _ => byte,
    };
    (byte, 1)
}

/// The characters of base64 that stand for bytes and nothing else, where `skipped` others precede.
fn base64(bytes: &[u8], skipped: usize) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut waiting, mut bits, mut text) = (0_u32, 0_u32, Vec::new());
    // The first character that holds nothing of what precedes.
    let first = [0, 4, 2].get(skipped).copied().unwrap_or_default();
    for byte in bytes {
        waiting = waiting << 8 | u32::from(*byte);
        bits = bits.saturating_add(8);
        if text.is_empty() && bits == 8 {
            bits = bits.saturating_sub(first);
        }
        while bits >= 6 {
            bits = bits.saturating_sub(6);
            let index = (waiting >> bits & 63) as usize;
            text.push(ALPHABET.get(index).copied().unwrap_or_default());
        }
        waiting &= 0xFF;
    }
    text
}
