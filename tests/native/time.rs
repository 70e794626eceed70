//! Durations and dates as servers send them.

use openai_wasm::protocol::text::number::push_number;
use openai_wasm::protocol::text::time::{
    for_people, parse_go_duration, parse_http_date, parse_millis, parse_seconds,
};
use proptest::prelude::*;

#[test]
fn reads_durations_as_go_prints_them() {
    let cases = [
        ("1s", 1_000),
        ("6m0s", 360_000),
        ("8.64s", 8_640),
        ("120ms", 120),
        ("1h2m3s", 3_723_000),
        ("1h2m3.5s", 3_723_500),
        ("0s", 0),
        ("0", 0),
        (" 20s ", 20_000),
        (".5s", 500),
    ];
    for (text, millis) in cases {
        assert_eq!(parse_go_duration(text), Some(millis), "{text}");
    }
}

#[test]
fn rounds_up_so_that_a_wait_is_never_too_short() {
    for text in ["1ns", "1µs", "1μs", "1us", "0.0000001s", "999.999µs"] {
        assert_eq!(parse_go_duration(text), Some(1), "{text}");
    }
    assert_eq!(parse_seconds("0.0001"), Some(1));
    assert_eq!(parse_millis("250.5"), Some(251));
}

#[test]
fn refuses_what_is_no_duration() {
    for text in ["", "s", "1", "-1s", "+1s", "1x", "1s2", "1 s", "1,5s", "NaN", "1.2.3s", "٣s"] {
        assert_eq!(parse_go_duration(text), None, "{text:?}");
    }
}

#[test]
fn refuses_numbers_that_are_not_plain() {
    for text in ["", "-1", "1e3", "inf", "NaN", "0x1", "1s", ".", "1,5"] {
        assert_eq!(parse_seconds(text), None, "{text:?}");
        assert_eq!(parse_millis(text), None, "{text:?}");
    }
}

#[test]
fn reads_http_dates() {
    let cases = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000),
        ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199_000),
        ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200_000),
        ("Mon, 23 Nov 2026 01:02:03 GMT", 1_795_395_723_000),
    ];
    for (text, millis) in cases {
        assert_eq!(parse_http_date(text), Some(millis), "{text}");
    }
}

#[test]
fn refuses_other_dates() {
    let cases = [
        "",
        "Sun, 06 Nov 1994 08:49:37",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun, 06 Nev 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1969 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 x GMT",
    ];
    for text in cases {
        assert_eq!(parse_http_date(text), None, "{text:?}");
    }
}

#[test]
fn words_a_duration_for_people() {
    let cases = [
        (0, "0 ms"),
        (644, "644 ms"),
        (1_001, "2 s"),
        (20_000, "20 s"),
        (60_000, "1 min"),
        (90_000, "1 min 30 s"),
        (3_600_000, "1 h"),
        (3_723_500, "1 h 3 min"),
        (86_400_000, "1 d"),
        (90_000_000, "1 d 1 h"),
    ];
    for (millis, text) in cases {
        assert_eq!(for_people(millis), text, "{millis}");
    }
}

proptest! {
    #[test]
    fn a_duration_round_trips(millis in 0_u64..1_000_000_000_000) {
        let (hours, rest) = (millis / 3_600_000, millis % 3_600_000);
        let (minutes, seconds) = (rest / 60_000, rest % 60_000 / 1_000);
        let text = format!("{hours}h{minutes}m{seconds}.{:03}s", rest % 1_000);
        prop_assert_eq!(parse_go_duration(&text), Some(millis));
        prop_assert_eq!(parse_go_duration(&format!("{millis}ms")), Some(millis));
        prop_assert_eq!(parse_millis(&millis.to_string()), Some(millis));
    }

    #[test]
    fn no_text_makes_a_parser_panic(any in any::<String>(), digits in "[0-9.]{0,40}[a-zµ:, ]{4}") {
        for text in [&any, &digits] {
            let _ = (parse_go_duration(text), parse_http_date(text));
            let _ = (parse_seconds(text), parse_millis(text));
        }
    }

    #[test]
    fn numbers_are_written_in_digits(number in any::<u64>()) {
        let mut text = String::new();
        push_number(&mut text, number);
        prop_assert_eq!(text, number.to_string());
    }

    #[test]
    fn every_duration_has_words(millis in any::<u64>()) {
        prop_assert!(!for_people(millis).is_empty());
    }
}
