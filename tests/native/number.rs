//! Numbers as JavaScript spells them.

use openai_wasm::protocol::text::number::parse;
use proptest::prelude::*;

#[test]
fn a_number_is_read_as_javascript_spells_it() {
    let cases = [
        ("0", Some(0.0)),
        ("1500", Some(1500.0)),
        ("0.1", Some(0.1)),
        ("12.375", Some(12.375)),
        ("1e-7", Some(1e-7)),
        ("1.5e+300", Some(1.5e300)),
        ("1e+400", Some(f64::INFINITY)),
        ("5e-324", Some(0.0)),
        ("Infinity", Some(f64::INFINITY)),
        ("", None),
        (".5", None),
        ("e5", None),
        ("-1", None),
        ("-0.5", None),
        ("NaN", None),
        ("0x10", None),
        ("1 ", None),
        ("1.2.3", None),
        ("1e5e5", None),
        ("1e--5", None),
    ];
    for (spelled, expected) in cases {
        let read = parse(spelled);
        let is_near = match (read, expected) {
            (Some(read), Some(expected)) => {
                (read - expected).abs() <= expected * 1e-12 || read.total_cmp(&expected).is_eq()
            }
            (read, expected) => read == expected,
        };
        assert!(is_near, "{spelled:?}: {read:?}");
    }
}

proptest! {
    #[test]
    fn any_whole_number_is_read_as_it_is(given in 0_u64..1 << 53) {
        prop_assert_eq!(parse(&given.to_string()), Some(given as f64));
    }

    #[test]
    fn any_text_is_read_as_a_number_or_not_without_a_panic(spelled in any::<String>()) {
        let read = parse(&spelled);
        prop_assert!(read.is_none_or(|number| number >= 0.0), "{}", spelled);
    }
}
