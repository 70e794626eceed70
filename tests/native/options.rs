//! The options of a client and of a call: which there are, and what each may be.

use openai_wasm::protocol::request::options::{
    CALL, CLIENT, Name, OptionType, Table, check_number, check_type, find,
};
use proptest::prelude::*;

#[test]
fn the_tables_are_sorted_and_name_each_option_once() {
    for table in [CLIENT, CALL] {
        for pair in table.windows(2) {
            let [(one, ..), (other, ..)] = [pair[0], pair[1]];
            assert!(one < other, "{one}, {other}");
        }
    }
}

#[test]
fn every_option_is_found() {
    for &(name, option, kind) in CLIENT {
        assert_eq!(find(CLIENT, name), Ok((option, kind)), "{name}");
    }
    for &(name, option, kind) in CALL {
        assert_eq!(find(CALL, name), Ok((option, kind)), "{name}");
    }
}

#[test]
fn an_unknown_option_is_named_with_the_one_that_was_meant() {
    let cases: [(Table, &str, &str); 14] = [
        (CLIENT, "apikey", "apiKey"),
        (CLIENT, "api_key", "apiKey"),
        (CLIENT, "APIKEY", "apiKey"),
        (CLIENT, "key", ""),
        (CLIENT, "baseUrl", "baseURL"),
        (CLIENT, "base_url", "baseURL"),
        (CLIENT, "organisation", "organization"),
        (CLIENT, "max-retries", "maxRetries"),
        (CLIENT, "timeOut", "timeout"),
        (CLIENT, "dangerouslyAllowBrowsers", "dangerouslyAllowBrowser"),
        (CALL, "header", "headers"),
        (CALL, "sginal", "signal"),
        (CALL, "organization_", "organization"),
        (CALL, "somethingElseEntirely", ""),
    ];
    for (table, name, meant) in cases {
        let message = find(table, name).expect_err(name).to_string();
        let question = [": did you mean ", meant, "?"].concat();
        let advice = if meant.is_empty() { "" } else { &question };
        assert_eq!(message, ["unknown option ", name, advice].concat(), "{name}");
    }
}

#[test]
fn an_internal_option_of_openai_does_no_harm() {
    assert_eq!(find(CALL, "__binaryResponse"), Ok((Name::Other, OptionType::Ignored)));
}

#[test]
fn a_wrong_type_is_named_with_the_option_and_what_it_takes() {
    let cases = [
        (
            OptionType::Key,
            "number",
            "x must be a string or a function that returns one, got number",
        ),
        (OptionType::Identifier, "number", "x must be a string or null, got number"),
        (OptionType::Text, "object", "x must be a string, got object"),
        (OptionType::Count, "string", "x must be a whole number, 0 or more, got string"),
        (OptionType::Millis, "string", "x must be a number of milliseconds, 0 or more, got string"),
        (OptionType::Share, "bigint", "x must be a number between 0 and 1, got bigint"),
        (OptionType::Function, "object", "x must be a function, got object"),
        (OptionType::Record, "array", "x must be an object, got array"),
        (
            OptionType::Headers,
            "string",
            "x must be Headers, an array of pairs or an object, got string",
        ),
        (OptionType::Boolean, "string", "x must be true or false, got string"),
        (OptionType::Signal, "string", "x must be an AbortSignal, got string"),
        (OptionType::List, "object", "x must be an array, got object"),
        (OptionType::NotHere, "object", "x of openai is not supported by openai-wasm"),
    ];
    for (kind, given, message) in cases {
        let said = check_type(kind, "x", given).expect_err(message).to_string();
        assert_eq!(said, message);
    }
}

#[test]
fn a_right_type_is_taken() {
    let cases = [
        (OptionType::Key, "string"),
        (OptionType::Key, "function"),
        (OptionType::Identifier, "null"),
        (OptionType::Text, "string"),
        (OptionType::Count, "number"),
        (OptionType::Millis, "number"),
        (OptionType::Function, "function"),
        (OptionType::Record, "object"),
        (OptionType::Headers, "array"),
        (OptionType::Boolean, "boolean"),
        (OptionType::Signal, "AbortSignal"),
        (OptionType::List, "array"),
        (OptionType::Any, "symbol"),
        (OptionType::Ignored, "bigint"),
        (OptionType::NotHere, "null"),
    ];
    for (kind, given) in cases {
        assert_eq!(check_type(kind, "x", given), Ok(()), "{kind:?} {given}");
    }
}

#[test]
fn a_number_must_fit_its_option() {
    let cases = [
        (OptionType::Count, 0.0, true),
        (OptionType::Count, 2.0, true),
        (OptionType::Count, 1.5, false),
        (OptionType::Count, -1.0, false),
        (OptionType::Count, f64::NAN, false),
        (OptionType::Count, f64::INFINITY, false),
        (OptionType::Millis, 0.0, true),
        (OptionType::Millis, 0.5, true),
        (OptionType::Millis, f64::INFINITY, true),
        (OptionType::Millis, -0.1, false),
        (OptionType::Millis, f64::NAN, false),
        (OptionType::Share, 1.0, true),
        (OptionType::Share, 1.1, false),
        (OptionType::Share, f64::NAN, false),
    ];
    for (kind, given, fits) in cases {
        // JavaScript spells infinity in full.
        let spelled = if given.is_infinite() { "Infinity".to_owned() } else { given.to_string() };
        let checked = check_number(kind, "x", given, &spelled);
        assert_eq!(checked.is_ok(), fits, "{kind:?} {given}: {checked:?}");
        if let Err(invalid) = checked {
            let message = invalid.to_string();
            assert!(message.starts_with("x must be "), "{message}");
            assert!(message.ends_with(&spelled), "{message}");
        }
    }
}

proptest! {
    #[test]
    fn any_name_is_looked_up_without_a_panic(name in any::<String>()) {
        if let Err(invalid) = find(CLIENT, &name) {
            prop_assert!(invalid.as_str().contains(&name));
        }
    }

    #[test]
    fn one_wrong_letter_is_forgiven(index in 0..CLIENT.len(), at in 0_usize..32) {
        let (name, ..) = CLIENT[index];
        let mut wrong = name.to_owned();
        wrong.insert(at % name.len(), 'q');
        let message = find(CLIENT, &wrong).expect_err(&wrong).to_string();
        prop_assert!(message.contains("did you mean "), "{}", message);
    }
}
