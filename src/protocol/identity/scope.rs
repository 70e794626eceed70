//! The organization, the project and the key that a call is made with.

use crate::protocol::identity::origin::Origin;
use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::scan::{after, contains, is_all, trim_given, while_is};
use crate::protocol::text::secret::{looks_like_a_key, shown};
use crate::protocol::text::url_scheme::is_absolute;

/// An organization or a project, and where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identifier {
    /// The id; `None` sends no header, so that the account's default is used.
    pub value: Option<String>,
    /// Who said so.
    pub origin: Origin,
}

/// Whose call it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// `OpenAI-Organization`.
    pub organization: Identifier,
    /// `OpenAI-Project`.
    pub project: Identifier,
}

/// Checks the id of an organization or a project that somebody wrote into their program.
///
/// `Err` for what the API would take for another organization, or for none: an empty text, the
/// texts "null" and "undefined", an API key, and what no header can carry. `null` itself means none.
pub fn check_identifier<'a>(option: &str, value: &'a str) -> Result<&'a str, Invalid> {
    let advice = ": give an id, or null to send none and use the account's default";
    let refuse = |problem| Invalid::of(&[option, problem, advice]);
    let value = check_token(value).map_err(refuse)?;
    if looks_like_a_key(value) { Err(refuse(" looks like an API key")) } else { Ok(value) }
}

/// Checks a key, without ever repeating it.
///
/// `Err` for a key that no header can carry, or that is the text of a missing value.
pub fn check_key<'a>(option: &str, value: &'a str) -> Result<&'a str, Invalid> {
    let advice = ": give a key such as sk-…";
    check_token(value).map_err(|problem| Invalid::of(&[option, problem, advice]))
}

fn check_token(value: &str) -> Result<&str, &'static str> {
    match trim_given(value) {
        "" => Err(" is empty"),
        "null" | "undefined" => Err(" is the text of a missing value"),
        value if !is_all(value, |byte| !byte.is_ascii_control()) => Err(" has a line break in it"),
        value if !is_all(value, |byte| byte.is_ascii()) => {
            Err(" has a character in it that no header can carry")
        }
        value => Ok(value),
    }
}

/// A warning for an id that looks like a name; `None` if it looks like an id, or like nothing known.
pub fn warning(option: &str, value: &str) -> Option<String> {
    let (prefix, example) = match option {
        "organization" => ("org-", "org-AbC123"),
        _ => ("proj_", "proj_AbC123"),
    };
    if value.starts_with(prefix) {
        return None;
    }
    let parts = [option, " \"", shown(value), "\" looks like a name: an id looks like ", example];
    Some(text(&parts))
}

/// Checks a base URL and gives it without the spaces around it; those in its path are for the caller.
///
/// `Err` unless it is an absolute `http` or `https` URL with a host and without a fragment.
pub fn check_base_url(value: &str) -> Result<&str, Invalid> {
    let value = trim_given(value);
    let rest = after(value, "://").filter(|_| is_absolute(value));
    let host = while_is(rest.unwrap_or_default(), |byte| !matches!(byte, b'/' | b'?' | b'#')).0;
    let is_plain = is_all(value, |byte| byte >= b' ' && byte != b'#');
    if host.is_empty() || !is_plain || contains(host, "@") || contains(host, " ") {
        let wanted = " must be a whole URL such as https://api.openai.com/v1, got \"";
        let value = if contains(value, "@") { "…" } else { shown(value) };
        return Err(Invalid::of(&["baseURL", wanted, value, "\""]));
    }
    Ok(value)
}

/// What stands before the API's host for data that stays in a region.
///
/// `Err` names the regions that there are.
pub fn region_prefix(region: &str) -> Result<&'static str, Invalid> {
    const REGIONS: [(&str, &str); 7] = [
        ("global", ""),
        ("us", "us."),
        ("eu", "eu."),
        ("ae", "ae."),
        ("au", "au."),
        ("in", "in."),
        ("jp", "jp."),
    ];
    let found = REGIONS.iter().find(|(name, _)| *name == region);
    found.map(|&(_, prefix)| prefix).ok_or_else(|| {
        let parts =
            ["dataResidency must be global, us, eu, ae, au, in or jp, got \"", region, "\""];
        Invalid::of(&parts)
    })
}
