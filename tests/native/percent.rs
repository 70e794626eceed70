//! Percent-encoding, there and back.

use openai_wasm::protocol::text::percent::{decode_query, push_path, push_query};
use proptest::prelude::*;

fn path(text: &str) -> String {
    let mut out = String::new();
    push_path(&mut out, text);
    out
}

fn query(text: &str) -> String {
    let mut out = String::new();
    push_query(&mut out, text);
    out
}

#[test]
fn a_path_keeps_what_a_segment_may_hold() {
    let cases = [
        ("AZaz09", "AZaz09"),
        ("-._~!$&'()*+,;=:@", "-._~!$&'()*+,;=:@"),
        ("/?#[]", "%2F%3F%23%5B%5D"),
        ("%2F", "%252F"),
        (" \t\0", "%20%09%00"),
        ("é", "%C3%A9"),
        ("😀", "%F0%9F%98%80"),
    ];
    for (text, encoded) in cases {
        assert_eq!(path(text), encoded, "{text:?}");
    }
}

#[test]
fn a_query_keeps_unreserved_characters_only() {
    let cases = [("-._~", "-._~"), ("a&b=c+d", "a%26b%3Dc%2Bd"), ("[]", "%5B%5D"), ("é", "%C3%A9")];
    for (text, encoded) in cases {
        assert_eq!(query(text), encoded, "{text:?}");
    }
}

#[test]
fn what_is_no_escape_stays() {
    let cases = [
        ("%", "%"),
        ("%4", "%4"),
        ("%zz", "%zz"),
        ("%4z", "%4z"),
        ("%%41", "%A"),
        ("a+b", "a b"),
        ("%2b", "+"),
        ("%e9", "\u{fffd}"),
        ("%C3%A9", "é"),
    ];
    for (text, decoded) in cases {
        assert_eq!(decode_query(text), decoded, "{text:?}");
    }
}

proptest! {
    #[test]
    fn an_encoded_text_round_trips(text in any::<String>()) {
        prop_assert_eq!(decode_query(&query(&text)), text);
    }

    #[test]
    fn an_encoded_path_round_trips(text in "[^+]*") {
        prop_assert_eq!(decode_query(&path(&text)), text);
    }

    #[test]
    fn any_text_is_decoded_without_a_panic(text in "[%0-9a-fxé+]{0,24}") {
        let _ = decode_query(&text);
    }
}
