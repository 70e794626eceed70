//! What a limit counts: requests, tokens, tokens of a project.

/// Which limit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Requests.
    Requests,
    /// Tokens of the organization.
    Tokens,
    /// Tokens of the project.
    ProjectTokens,
}

impl Unit {
    /// The word for it, as in the hook `onLimit`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Tokens => "tokens",
            Self::ProjectTokens => "projectTokens",
        }
    }

    /// The limit of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|unit| unit.as_str() == word).copied()
    }

    /// Every limit that an answer tells.
    pub const ALL: &[Self] = &[Self::Requests, Self::Tokens, Self::ProjectTokens];
}
