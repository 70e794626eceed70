//! The readers of texts that servers and callers send: what they find is in the text, and is sane.

use openai_wasm::protocol::failure::rate_limit_headers::{HeaderText, Limits};
use openai_wasm::protocol::failure::rate_limit_text::{Exceeded, wait_in};
use openai_wasm::protocol::memory::affinity::Affinity;
use openai_wasm::protocol::memory::ledger::Ledger;
use openai_wasm::protocol::memory::snapshot as stored;
use openai_wasm::protocol::request::headers::{RequestHeaders, parse_lines};
use openai_wasm::protocol::request::query;
use openai_wasm::protocol::request::url::join;
use openai_wasm::protocol::text::number::MAX_NUMBER;
use openai_wasm::protocol::text::secret::{mask_keys, mask_url};
use openai_wasm::protocol::text::time::{
    parse_go_duration, parse_http_date, parse_millis, parse_seconds,
};

const NOW: u64 = 1_000_000;

/// The text of some bytes, and what stands behind its first line.
fn split(input: &[u8]) -> (String, String) {
    let text = String::from_utf8_lossy(input).into_owned();
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    (first.to_owned(), rest.to_owned())
}

/// The message of a 429.
pub(super) fn rate_limit_text(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let _ = wait_in(&text);
    let Some(found) = Exceeded::parse(&text) else { return };
    let words = [found.model, found.limit_name, found.organization, found.project, found.unit];
    assert!(words.iter().flatten().all(|word| text.contains(word)));
    assert!(
        [found.limit, found.used, found.requested]
            .iter()
            .flatten()
            .all(|number| *number <= MAX_NUMBER)
    );
    assert!(found.remaining() <= found.limit.or(Some(u64::MAX)));
}

/// The decisive headers of an answer, as lines.
pub(super) fn rate_limit_headers(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let limits = Limits::from_headers(HeaderText(&text), NOW);
    for limit in [limits.requests, limits.tokens, limits.project_tokens] {
        let figures = [limit.limit, limit.remaining, limit.resets_at];
        assert!(figures.iter().flatten().all(|number| *number <= MAX_NUMBER));
        assert!(!limit.is_unknown() || limit.exhausted_until(NOW).is_none());
    }
}

/// Headers that a caller gives as lines.
pub(super) fn header_lines(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let Ok(entries) = parse_lines(&text) else { return };
    let mut headers = RequestHeaders::default();
    headers.apply(&entries);
    let shown: Vec<_> = headers.redacted().collect();
    let names = shown.iter().map(|(name, _)| name.to_ascii_lowercase());
    assert_eq!(names.collect::<std::collections::HashSet<_>>().len(), shown.len(), "{shown:?}");
    let is_line = |text: &str| !text.contains(['\r', '\n', '\0']);
    assert!(shown.iter().all(|(name, value)| is_line(name) && is_line(value)), "{shown:?}");
}

/// Durations and dates.
pub(super) fn durations(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let text = text.trim();
    let _ = parse_http_date(text);
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = text.parse::<f64>().ok().filter(|number| is_plain && *number < 1e12);
    for (found, length) in [(parse_seconds(text), 1e3), (parse_millis(text), 1.0)] {
        let (Some(found), Some(number)) = (found, number) else { continue };
        assert!((found as f64 - (number * length).ceil()).abs() <= 1.0, "{text}: {found}");
    }
    let longer = parse_go_duration(&["1h", text].concat());
    if let (Some(found), Some(longer)) = (parse_go_duration(text), longer) {
        assert!(found == 0 || longer >= found, "{text}: {found} {longer}");
    }
}

/// What was stored of another session.
pub(super) fn snapshot(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (mut ledger, mut affinity) = (Ledger::new(), Affinity::new());
    if !stored::load(&text, &mut ledger, &mut affinity, NOW) {
        assert_eq!(stored::write(&ledger, &affinity, NOW), "1", "nothing is taken over");
        return;
    }
    let written = stored::write(&ledger, &affinity, NOW);
    let (mut ledger, mut affinity) = (Ledger::new(), Affinity::new());
    assert!(stored::load(&written, &mut ledger, &mut affinity, NOW), "{written}");
    assert_eq!(stored::write(&ledger, &affinity, NOW), written);
}

/// A path on the first line, and parameters behind it.
pub(super) fn url(input: &[u8]) {
    let (path, query) = split(input);
    let pairs = query::parse(&query);
    for base in ["https://api.test/v1", "https://api.test/v1/", "https://api.test/v1?a=1"] {
        let joined = join(base, &path, &[&pairs]);
        let is_whole = path
            .split_once(':')
            .is_some_and(|(scheme, _)| scheme.bytes().all(|it| it.is_ascii_alphanumeric()));
        assert!(is_whole || joined.starts_with("https://api.test/v1/"), "{joined}");
        assert!(joined.matches('?').count() >= usize::from(!pairs.is_empty()), "{joined}");
        let again = mask_url(&mask_url(&joined));
        assert_eq!(again, mask_url(&joined));
    }
}

/// A key on the first line, and a text behind it that may hold it.
pub(super) fn mask(input: &[u8]) {
    let (key, text) = split(input);
    let masked = mask_keys(text.clone(), &key);
    if key.len() < 8 {
        assert_eq!(masked, text);
    } else if key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*') {
        assert!(!masked.contains(&key), "{masked}");
        assert!(masked.contains("***") || masked == text);
    }
}
