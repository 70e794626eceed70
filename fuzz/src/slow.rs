//! Server-sent events, read in the plainest way: the whole stream at once, line by line.

/// The name and the data of each event that a stream completes.
pub(super) fn events(stream: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let stream = stream.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(stream);
    let (mut events, mut name, mut data) = (Vec::new(), Vec::new(), Vec::<&[u8]>::new());
    for line in lines(stream) {
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let value = line.get(colon + 1..).unwrap_or_default();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match &line[..colon] {
            b"data" => data.push(value),
            b"event" => name = value.to_vec(),
            b"" if line.is_empty() => {
                let joined = data.join(&b'\n');
                if !joined.is_empty() {
                    events.push((name.clone(), joined));
                }
                (name, data) = (Vec::new(), Vec::new());
            }
            _ => {}
        }
    }
    events
}

/// The lines of a stream that are ended, by LF, CR or both.
fn lines(stream: &[u8]) -> Vec<&[u8]> {
    let (mut lines, mut rest) = (Vec::new(), stream);
    while let Some(end) = rest.iter().position(|byte| b"\r\n".contains(byte)) {
        lines.push(&rest[..end]);
        let length = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = &rest[end + length..];
    }
    lines
}
