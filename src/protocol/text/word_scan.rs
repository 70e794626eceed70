//! Compares and searches bytes eight at a time; the standard library, compiled for size, takes them one
//! by one.

/// What stands behind the bytes that begin a text.
#[inline(never)]
pub fn strip<'a>(text: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    let (found, rest) = text.split_at_checked(start.len())?;
    is_same(found, start).then_some(rest)
}

/// Whether bytes of the same number are the same.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let (Some(last), Some(other_last)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) else {
        return short_word(one) == short_word(other);
    };
    let (words, other_words) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
    let mut pairs = words.iter().zip(other_words);
    pairs.all(|(one, other)| u64::from_le_bytes(*one) == u64::from_le_bytes(*other))
        && u64::from_le_bytes(*last) == u64::from_le_bytes(*other_last)
}

/// Fewer than eight bytes.
#[inline(never)]
fn short_word(bytes: &[u8]) -> u64 {
    let mut word = 0;
    for byte in bytes.iter().rev() {
        word = word << 8 | u64::from(*byte);
    }
    word
}

/// How many bytes that begin a text are plain ASCII in a JSON string: no quote, no backslash, no
/// control character.
#[inline(never)]
pub fn plain_length(text: &[u8]) -> usize {
    length_before(text, mark_special)
}

/// How many bytes that begin a text come before the first quote or backslash.
#[inline(never)]
pub fn unquoted_length(text: &[u8]) -> usize {
    length_before(text, |word| mark_byte(word, b'"') | mark_byte(word, b'\\'))
}

/// Where the first line feed or carriage return is.
#[inline(never)]
pub fn line_end(text: &[u8]) -> Option<usize> {
    let end = length_before(text, |word| mark_byte(word, b'\n') | mark_byte(word, b'\r'));
    (end < text.len()).then_some(end)
}

/// How many bytes come before the first that is marked.
fn length_before(text: &[u8], mark: impl Fn(u64) -> u64) -> usize {
    let (words, rest) = text.as_chunks::<8>();
    let (mut words, mut length) = (words.iter(), 0_usize);
    while length < text.len() {
        let word = words.next().map_or_else(|| short_word(rest), |word| u64::from_le_bytes(*word));
        let marks = mark(word);
        if marks != 0 {
            return length.wrapping_add(place(marks)).min(text.len());
        }
        length = length.wrapping_add(8);
    }
    text.len()
}

/// Which byte of a word the first mark is in.
const fn place(marks: u64) -> usize {
    marks.trailing_zeros() as usize / 8
}

/// A byte in every place of a word.
const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

// Subtracting more than a byte below 0x80 holds sets its highest bit: its mark. The borrow may mark
// bytes behind it too, so only the first mark counts.
const fn mark_special(word: u64) -> u64 {
    let quotes = (word ^ every(b'"')).wrapping_sub(every(1));
    let backslashes = (word ^ every(b'\\')).wrapping_sub(every(1));
    let controls = word.wrapping_sub(every(b' '));
    (word | quotes | backslashes | controls) & every(0x80)
}

const fn mark_byte(word: u64, byte: u8) -> u64 {
    let found = word ^ every(byte);
    found.wrapping_sub(every(1)) & !found & every(0x80)
}
