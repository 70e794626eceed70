//! Compares and searches bytes, eight at a time: where code is compiled for size, the standard library
//! takes them one by one.

/// What stands behind the bytes that begin a text.
#[inline(never)]
pub fn strip<'a>(text: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    let (found, rest) = text.split_at_checked(start.len())?;
    is_same(found, start).then_some(rest)
}

/// Whether bytes of the same number are the same.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let (words, other_words) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
    let mut pairs = words.iter().zip(other_words);
    pairs.all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
        && last_word(one) == last_word(other)
}

/// The last eight bytes, or all of fewer.
fn last_word(bytes: &[u8]) -> u64 {
    match bytes.last_chunk::<8>() {
        Some(word) => u64::from_le_bytes(*word),
        None => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// How many bytes that begin a text are plain ASCII in a JSON string: no quote, no backslash, no
/// control character.
#[inline(never)]
pub fn plain_length(text: &[u8]) -> usize {
    words_before(text, is_plain_word, |byte| {
        matches!(byte, b' '..0x80) && !matches!(byte, b'"' | b'\\')
    })
}

/// Where the first line feed or carriage return is.
#[inline(never)]
pub fn line_end(text: &[u8]) -> Option<usize> {
    let end = words_before(text, is_inside_line, |byte| !matches!(byte, b'\n' | b'\r'));
    (end < text.len()).then_some(end)
}

/// How many bytes come before the first that is not accepted, eight at a time where all of them are.
fn words_before(
    text: &[u8],
    accepts_word: impl Fn(u64) -> bool,
    accepts: impl Fn(u8) -> bool,
) -> usize {
    let (words, _) = text.as_chunks::<8>();
    let accepted = words.iter().take_while(|word| accepts_word(u64::from_le_bytes(**word)));
    let start = accepted.count().wrapping_mul(8);
    let rest = text.get(start..).unwrap_or_default();
    start.wrapping_add(rest.iter().take_while(|byte| accepts(**byte)).count())
}

/// A byte in every place of a word.
const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

// A byte under 0x80 from which more is taken than it holds gets its highest bit set. What it borrows
// may mark its neighbour, too: that it is not alone to be marked does not matter.
const fn is_plain_word(word: u64) -> bool {
    let quotes = (word ^ every(b'"')).wrapping_sub(every(1));
    let backslashes = (word ^ every(b'\\')).wrapping_sub(every(1));
    let controls = word.wrapping_sub(every(b' '));
    (word | quotes | backslashes | controls) & every(0x80) == 0
}

const fn is_inside_line(word: u64) -> bool {
    let (feeds, returns) = (word ^ every(b'\n'), word ^ every(b'\r'));
    let ends =
        (feeds.wrapping_sub(every(1)) & !feeds) | (returns.wrapping_sub(every(1)) & !returns);
    ends & every(0x80) == 0
}
