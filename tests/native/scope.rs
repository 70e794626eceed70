//! Organization, project and key: what is taken, and what is refused by name.

use openai_wasm::protocol::identity::scope::{
    check_base_url, check_identifier, check_key, warning,
};
use proptest::prelude::*;

/// What is no id and no key, with a word of what is said about it.
const BAD: [(&str, &str); 14] = [
    ("", "is empty"),
    ("   ", "is empty"),
    ("\n", "is empty"),
    ("null", "missing value"),
    (" null ", "missing value"),
    ("undefined", "missing value"),
    ("org-a\nb", "line break"),
    ("org-a\r\nx-injected: 1", "line break"),
    ("org-a\0", "line break"),
    ("org-a\tb", "line break"),
    ("org-\u{7f}a", "line break"),
    ("org-ä", "no header can carry"),
    ("sk-…", "no header can carry"),
    ("org-\u{200b}a", "no header can carry"),
];

#[test]
fn a_bad_identifier_is_refused() {
    for (value, problem) in BAD {
        let message = check_identifier("organization", value).expect_err(value).to_string();
        assert!(message.starts_with("organization "), "{value:?}: {message}");
        assert!(message.contains(problem), "{value:?}: {message}");
        assert!(message.contains("give an id, or null"), "{value:?}: {message}");
    }
}

#[test]
fn a_key_in_place_of_an_id_is_refused_and_not_repeated() {
    for key in ["sk-secret-1", "SK-secret-1", "ek_secret-1", "Bearer secret-1"] {
        let message = check_identifier("project", key).expect_err(key).to_string();
        assert!(message.contains("looks like an API key"), "{message}");
        assert!(!message.contains("secret"), "{message}");
    }
}

#[test]
fn a_bad_key_is_refused_and_never_repeated() {
    for (value, problem) in BAD {
        let message = check_key("apiKey", value).expect_err(value).to_string();
        assert!(message.starts_with("apiKey "), "{value:?}: {message}");
        assert!(message.contains(problem), "{value:?}: {message}");
        let secret = value.trim();
        let is_known = secret.is_empty() || "sk-…".contains(secret);
        assert!(is_known || !message.contains(secret), "{value:?}: {message}");
    }
}

#[test]
fn white_space_around_is_no_part_of_it() {
    for value in ["org-a", " org-a", "org-a\n", "\torg-a \r\n", "\u{a0}org-a\u{a0}"] {
        assert_eq!(check_identifier("organization", value), Ok("org-a"), "{value:?}");
        assert_eq!(check_key("apiKey", value), Ok("org-a"), "{value:?}");
    }
}

#[test]
fn a_name_in_place_of_an_id_is_warned_of() {
    for (option, value, example) in [
        ("organization", "My Lab", "org-"),
        ("organization", "proj_abc", "org-"),
        ("project", "website", "proj_"),
        ("project", "org-abc", "proj_"),
    ] {
        let warning = warning(option, value).expect(value);
        for part in [option, value, example] {
            assert!(warning.contains(part), "{option} {value}: {warning}");
        }
    }
}

#[test]
fn an_id_is_not_warned_of() {
    for (option, value) in [("organization", "org-AbC"), ("project", "proj_AbC")] {
        assert_eq!(warning(option, value), None, "{value}");
    }
}

#[test]
fn a_base_url_is_taken() {
    for url in [
        "https://api.openai.com/v1",
        "http://127.0.0.1:8080",
        "http://localhost:11434/v1/",
        "http://[::1]:80/v1",
        "https://a.b/v1?api-version=2",
    ] {
        assert_eq!(check_base_url(url), Ok(url), "{url}");
        assert_eq!(check_base_url(&[" ", url, "\n\u{a0}"].concat()), Ok(url), "{url}");
    }
}

#[test]
fn what_is_no_base_url_is_refused_by_value() {
    for url in [
        "",
        "api.openai.com/v1",
        "/v1",
        "//api.openai.com",
        "ftp://a.b",
        "file:///etc",
        "javascript:alert(1)",
        "https://",
        "https:///v1",
        "https://?a",
        "https://a.b/#x",
        "https://a b/v1",
        "https://a.b/v\n1",
        "HTTP:/a",
    ] {
        let message = check_base_url(url).expect_err(url).to_string();
        assert!(message.starts_with("baseURL must be a whole URL such as"), "{url:?}: {message}");
        assert!(message.contains(url), "{url:?}: {message}");
    }
}

#[test]
fn a_secret_in_place_of_a_base_url_is_not_repeated() {
    for url in ["https://user:secret@a.b/v1", "sk-secret", " sk-proj-secret", "Bearer secret"] {
        let message = check_base_url(url).expect_err(url).to_string();
        assert!(!message.contains("secret"), "{url}: {message}");
    }
}

proptest! {
    #[test]
    fn what_is_taken_can_stand_in_a_header(value in any::<String>()) {
        if let Ok(value) = check_key("apiKey", &value) {
            prop_assert!(!value.is_empty());
            prop_assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{:?}", value);
        }
    }

    #[test]
    fn any_base_url_is_checked_without_a_panic(url in "(https?://)?.{0,20}") {
        if let Ok(url) = check_base_url(&url) {
            let host = url.split("//").nth(1).and_then(|rest| rest.split(['/', '?']).next());
            prop_assert!(host.is_some_and(|host| !host.is_empty() && !host.contains('@')));
            prop_assert!(url.starts_with("http") && !url.contains([' ', '#']), "{}", url);
        }
    }
}
