//! What must hold for any bytes: run on a corpus by the native tests, and on more by the fuzzer.

#[path = "slow.rs"]
mod slow;
#[path = "streams.rs"]
mod streams;
#[path = "texts.rs"]
mod texts;

/// Panics if something does not hold.
pub(crate) type Check = fn(&[u8]);

/// The targets, each with a folder of its name in `fuzz/corpus`.
pub(crate) const CHECKS: [(&str, Check); 9] = [
    ("sse", streams::sse),
    ("events", streams::events),
    ("rate_limit_text", texts::rate_limit_text),
    ("rate_limit_headers", texts::rate_limit_headers),
    ("header_lines", texts::header_lines),
    ("durations", texts::durations),
    ("snapshot", texts::snapshot),
    ("url", texts::url),
    ("mask", texts::mask),
];

/// The check of a target.
pub(crate) fn named(name: &str) -> Option<Check> {
    CHECKS.iter().find(|(known, _)| *known == name).map(|(_, check)| *check)
}
