//! Names an API key without showing it.

use crate::protocol::text::invalid::text;
use crate::protocol::text::scan::is_all;
use crate::protocol::text::secret::shown;

/// What kind of key it is, told by its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// `sk-…`: a person's key, which may serve several organizations.
    User,
    /// `sk-proj-…`: a key of one project of one organization.
    Project,
    /// `sk-svcacct-…`: a service account of one project.
    ServiceAccount,
    /// `sk-admin-…`: a key for the administration of one organization.
    Admin,
    /// `ek_…`: a short-lived key for realtime sessions.
    Ephemeral,
    /// Another form, as compatible servers use.
    Other,
    /// No key at all.
    Missing,
}

impl KeyKind {
    /// The one thing that a key of this kind belongs to; `None` if it may serve several organizations.
    pub const fn belongs_to(self) -> Option<&'static str> {
        match self {
            Self::Project | Self::ServiceAccount | Self::Ephemeral => Some("one project"),
            Self::Admin => Some("one organization"),
            Self::User | Self::Other | Self::Missing => None,
        }
    }
}

/// The known prefixes; longer ones come first.
const PREFIXES: [(&str, KeyKind); 5] = [
    ("sk-proj-", KeyKind::Project),
    ("sk-svcacct-", KeyKind::ServiceAccount),
    ("sk-admin-", KeyKind::Admin),
    ("sk-", KeyKind::User),
    ("ek_", KeyKind::Ephemeral),
];

/// Keys shorter than this show none of their characters.
const SHORTEST_SHOWN: usize = 12;

/// A key by its kind and last four characters: all that may ever be shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLabel {
    kind: KeyKind,
    last_four: String,
}

impl KeyLabel {
    /// Labels a key.
    ///
    /// A key shorter than 12 characters, or one that ends in anything but visible ASCII,
    /// gives away its kind alone.
    pub fn of(key: &str) -> Self {
        let known = PREFIXES.iter().find(|(prefix, _)| key.starts_with(prefix));
        let kind = match known {
            Some((_, kind)) => *kind,
            None if key.is_empty() => KeyKind::Missing,
            None => KeyKind::Other,
        };
        Self { kind, last_four: last_four(key).unwrap_or_default().to_owned() }
    }

    /// The kind of the key.
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// What is said before a key that belongs to one organization is sent for one that may be another;
    /// `None` for a key that may serve several.
    pub fn warning(&self, organization: &str) -> Option<String> {
        let one = self.kind.belongs_to()?;
        let key = self.describe();
        Some(text(&[
            "the ",
            &key,
            " belongs to ",
            one,
            ": if that is not of ",
            shown(organization),
            ", list that organization with a key of its own, in the option organizations",
        ]))
    }

    /// Words the label for people: `project key …abcd`.
    pub fn describe(&self) -> String {
        let mut label = String::from(match self.kind {
            KeyKind::User => "user key",
            KeyKind::Project => "project key",
            KeyKind::ServiceAccount => "service account key",
            KeyKind::Admin => "admin key",
            KeyKind::Ephemeral => "ephemeral key",
            KeyKind::Other => "key",
            KeyKind::Missing => "missing key",
        });
        if !self.last_four.is_empty() {
            label.push_str(" …");
            label.push_str(&self.last_four);
        }
        label
    }
}

fn last_four(key: &str) -> Option<&str> {
    if key.len() < SHORTEST_SHOWN {
        return None;
    }
    let last = key.get(key.len().checked_sub(4)?..)?;
    is_all(last, |byte| byte.is_ascii_graphic()).then_some(last)
}
