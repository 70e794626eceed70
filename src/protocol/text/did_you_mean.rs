//! Finds the name that somebody probably meant.

/// The known name that one was probably meant to be; `None` if none is close.
pub fn nearest<'a>(names: impl Iterator<Item = &'a str>, name: &str) -> Option<&'a str> {
    let (name, mut nearest, mut least) = (plain(name), None, usize::MAX);
    for known in names {
        let distance = distance(&name, &plain(known));
        if distance < least && distance <= known.len() / 3 {
            (nearest, least) = (Some(known), distance);
        }
    }
    nearest
}

/// A name without what people vary: capitals, underscores and hyphens.
fn plain(name: &str) -> Vec<u8> {
    let mut plain = Vec::new();
    for byte in name.bytes() {
        if !matches!(byte, b'_' | b'-') {
            plain.push(byte.to_ascii_lowercase());
        }
    }
    plain
}

/// How many letters must be added, left out or changed to make one name of the other.
fn distance(from: &[u8], to: &[u8]) -> usize {
    // How far what was read of `from` is from each beginning of `to`, but for the empty one.
    let (mut row, mut empty) = (Vec::new(), 0_usize);
    for _ in to {
        row.push(row.len().wrapping_add(1));
    }
    for letter in from {
        let mut diagonal = empty;
        empty = empty.wrapping_add(1);
        let mut left = empty;
        for (cell, other) in row.iter_mut().zip(to) {
            let changed = diagonal.wrapping_add(usize::from(letter != other));
            diagonal = *cell;
            left = changed.min(left.wrapping_add(1)).min(diagonal.wrapping_add(1));
            *cell = left;
        }
    }
    row.pop().unwrap_or(empty)
}
