//! Finding a text in another one, the same as the standard library does.

use openai_wasm::protocol::text::scan::{
    after, contains, contains_in_any_case, find, replace, split, take, trim, trim_given, while_is,
};
use proptest::prelude::*;

#[test]
fn an_empty_mark_is_found_nowhere() {
    assert_eq!((find("ab", ""), split("ab", ""), after("", "")), (None, None, None));
    assert_eq!(replace("ab", "", "-"), "ab");
}

#[test]
fn a_text_is_taken_piece_by_piece_to_its_end() {
    let mut rest = Some("a--b--");
    let taken: Vec<_> = std::iter::from_fn(|| take(&mut rest, "--")).collect();
    assert_eq!(taken, ["a", "b", ""]);
}

#[test]
fn white_space_is_what_unicode_says() {
    for space in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
        let text = format!("{space}{space}a {space}b{space}");
        assert_eq!(trim_given(&text), text.trim(), "{space:?}");
    }
    assert_eq!(trim_given(" \n\u{3000} "), "");
}

proptest! {
    #[test]
    fn finds_what_the_standard_library_finds(text in "[abé ]{0,12}", mark in "[abé]{1,3}") {
        prop_assert_eq!(find(&text, &mark), text.find(&mark));
        prop_assert_eq!(contains(&text, &mark), text.contains(&mark));
        prop_assert_eq!(split(&text, &mark), text.split_once(&mark));
        prop_assert_eq!(after(&text, &mark), text.split_once(&mark).map(|(_, after)| after));
        prop_assert_eq!(replace(&text, &mark, "--"), text.replace(&mark, "--"));
        prop_assert_eq!(trim(&text), text.trim());
    }

    #[test]
    fn cuts_where_the_standard_library_cuts(text in "[a1é,]{0,12}", mark in "[a1é]{1,2}") {
        let mut rest = Some(text.as_str());
        let taken: Vec<_> = std::iter::from_fn(|| take(&mut rest, &mark)).collect();
        prop_assert_eq!(taken, text.split(&mark).collect::<Vec<_>>());
        let (digits, rest) = while_is(&text, |byte| byte.is_ascii_digit());
        prop_assert_eq!(rest, text.trim_start_matches(|c: char| c.is_ascii_digit()));
        prop_assert_eq!([digits, rest].concat(), text);
    }

    #[test]
    fn letters_of_any_case_are_the_same(text in "[aBc ]{0,12}", mark in "[abc]{0,3}") {
        let is_there = text.to_ascii_lowercase().contains(&mark);
        prop_assert_eq!(contains_in_any_case(&text, &mark), is_there);
    }
}
