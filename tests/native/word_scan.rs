//! Bytes eight at a time are the same as one by one.

use openai_wasm::protocol::text::word_scan::{line_end, plain_length, strip};
use proptest::prelude::*;

/// Bytes of which many are those that are looked for, or one beside them.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let edges =
        prop::sample::select(b"\n\r\"\\ \x1f!#[]\x09\x0b\x0c\x0e\x7f\x80\xff\0a".as_slice());
    prop::collection::vec(prop_oneof![4 => Just(b'a'), 1 => edges, 1 => any::<u8>()], 0..40)
}

proptest! {
    #[test]
    fn finds_the_end_of_a_line(bytes in bytes()) {
        let wanted = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        prop_assert_eq!(line_end(&bytes), wanted);
    }

    #[test]
    fn measures_what_is_plain(bytes in bytes()) {
        let is_plain = |byte: &&u8| matches!(byte, b' '..=0x7f) && !matches!(byte, b'"' | b'\\');
        prop_assert_eq!(plain_length(&bytes), bytes.iter().take_while(is_plain).count());
    }

    #[test]
    fn takes_what_begins_a_text(bytes in bytes(), length in 0_usize..40, at in 0_usize..40) {
        let mut start = bytes[..length.min(bytes.len())].to_vec();
        prop_assert_eq!(strip(&bytes, &start), bytes.strip_prefix(start.as_slice()));
        if let Some(byte) = start.get_mut(at) {
            *byte ^= 1;
            prop_assert_eq!(strip(&bytes, &start), None);
        }
        prop_assert_eq!(strip(&start, &[&bytes[..], b"a"].concat()), None);
    }
}
