//! Bytes as text.

/// Bytes as text; what is no UTF-8 becomes U+FFFD.
///
/// It does what the standard library does, whose way costs more code.
pub(in crate::protocol) fn to_text(mut bytes: &[u8]) -> String {
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
