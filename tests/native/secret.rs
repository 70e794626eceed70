//! What is masked wherever something is shown.

use openai_wasm::protocol::text::secret::{is_secret_name, mask_keys, mask_url, shown};
use proptest::prelude::*;

const KEY: &str = "sk-proj-A/b+C_d-1234567890";

#[test]
fn a_name_says_whether_its_value_is_secret() {
    let secret = "authorization Proxy-Authorization api-key apikey x-api-key X-Password password passwd \
        pwd x-session-id session_id sessionId x-session-token x-credential x-signature sig signature \
        cf-aig-authorization helicone-auth x-auth x-auth-token cookie set-cookie access_token token key code \
        client_secret x-amz-security-token X-Amz-Signature X-Amz-Credential x-goog-signature jwt id_token \
        ocp-apim-subscription-key refresh_token signing-secret oauth_verifier bearer passphrase";
    for name in secret.split_whitespace() {
        assert!(is_secret_name(name), "{name}");
    }
    let open = "content-type accept openai-organization openai-project openai-beta x-request-id model limit \
        after order author user-agent signal assign design keyboard country_code status_code api-version";
    for name in open.split_whitespace() {
        assert!(!is_secret_name(name), "{name}");
    }
}

#[test]
fn a_url_is_shown_without_its_secrets() {
    for (url, shown) in [
        ("https://a.example/v1", "https://a.example/v1"),
        ("https://me:pa@ss@a.example/v1", "https://***@a.example/v1"),
        ("https://a.example/@b", "https://a.example/@b"),
        ("https://a.example/v1?after=x&api-key=abc", "https://a.example/v1?after=x&api-key=***"),
        ("https://a.example?sig=a%3D&sv=1", "https://a.example?sig=***&sv=1"),
        ("https://a.example?access%5Ftoken=1&b", "https://a.example?access%5Ftoken=***&b"),
        ("https://a.example/v1#token=1", "https://a.example/v1"),
        ("/v1/files?code=7", "/v1/files?code=***"),
        ("", ""),
    ] {
        assert_eq!(mask_url(url), shown, "{url}");
    }
}

#[test]
fn a_key_in_place_of_something_else_is_not_repeated() {
    for key in
        ["sk-abc", " sk-abc", "\" SK-abc\"", "ek_1", "Bearer x", "whsec_1", &"a1b2c3".repeat(6)]
    {
        assert_eq!(shown(key), "…", "{key}");
    }
    for value in
        ["org-AbCdEf0123456789AbCdEf01", "proj_1", "gpt-4o-2024-08-06", "task-1", "", "failover"]
    {
        assert_eq!(shown(value), value);
    }
}

#[test]
fn a_key_is_masked_in_every_form() {
    for (text, shown) in [
        (format!("bad key {KEY}."), "bad key ***.".to_owned()),
        (KEY.to_uppercase(), "***".into()),
        (KEY.replace('/', "%2F").replace('+', "%2b"), "***".into()),
        (KEY.replace('/', "\\/"), "***".into()),
        (KEY.replace('A', "\\u0041"), "***".into()),
        (format!("{KEY}{KEY}"), "******".into()),
        (KEY[..20].to_owned(), KEY[..20].to_owned()),
        ("größe".to_owned(), "größe".to_owned()),
    ] {
        assert_eq!(mask_keys(text.clone(), KEY), shown, "{text}");
    }
}

/// Base64 by the book: three bytes, four characters.
fn base64(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut number = 0_u32;
        for index in 0..3 {
            number = number << 8 | u32::from(three.get(index).copied().unwrap_or(0));
        }
        for place in 0..=three.len() {
            text.push(char::from(alphabet[(number >> (18 - 6 * place) & 63) as usize]));
        }
    }
    text
}

proptest! {
    #[test]
    fn nothing_of_a_key_is_left_in_base64(before in "[ -~]{0,9}", after in "[ -~]{0,9}", is_for_urls: bool) {
        let mut alphabet = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        if is_for_urls {
            alphabet[62] = b'-';
            alphabet[63] = b'_';
        }
        let text = base64(format!("{before}{KEY}{after}").as_bytes(), &alphabet);
        let masked = mask_keys(text.clone(), KEY);
        // At the edges a character may hold bits of the key and of its neighbour: six at most.
        let shown: usize = masked.split("***").map(str::len).sum();
        prop_assert!(masked.contains("***"), "{text}");
        prop_assert!(shown * 6 <= (before.len() + after.len()) * 8 + 12, "{text} {masked}");
    }

    #[test]
    fn any_text_is_kept_but_for_the_key(text in any::<String>()) {
        prop_assume!(!text.to_lowercase().contains(&KEY.to_lowercase()));
        let around = format!("{text}{KEY}{text}");
        let masked = mask_keys(around, KEY);
        prop_assert_eq!(masked, format!("{text}***{text}"));
    }
}
