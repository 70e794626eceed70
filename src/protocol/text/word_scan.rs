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

/// Where the first line feed or carriage return is.
#[inline(never)]
pub fn line_end(text: &[u8]) -> Option<usize> {
    let end = length_before(text, mark_line_ends);
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

// A byte under 0x80 from which more is taken than it holds gets its highest bit set: its mark. What
// it borrows may mark bytes behind it: the first mark is right.
const fn mark_special(word: u64) -> u64 {
    let quotes = (word ^ every(b'"')).wrapping_sub(every(1));
    let backslashes = (word ^ every(b'\\')).wrapping_sub(every(1));
    let controls = word.wrapping_sub(every(b' '));
    (word | quotes | backslashes | controls) & every(0x80)
}

const fn mark_line_ends(word: u64) -> u64 {
    let (feeds, returns) = (word ^ every(b'\n'), word ^ every(b'\r'));
    let ends =
        (feeds.wrapping_sub(every(1)) & !feeds) | (returns.wrapping_sub(every(1)) & !returns);
    ends & every(0x80)
}
