//! What is wrong with a value that somebody gave.

use std::fmt;

use crate::protocol::text::secret::shown;

/// A value that cannot be used, said in one sentence that names the option.
///
/// It never holds a key: a part that looks like one is left out, whatever it was given for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::box_collection,
    reason = "a result of one word is cheaper to hand on than of three"
)]
pub struct Invalid(Box<String>);

impl Invalid {
    /// Says what is wrong, in one sentence.
    #[inline(never)]
    pub fn new(message: &str) -> Self {
        Self::of(&[message])
    }

    /// Says what is wrong, in a sentence of parts.
    #[inline(never)]
    pub fn of(parts: &[&str]) -> Self {
        let mut message = String::new();
        for part in parts {
            message.push_str(shown(part));
        }
        Self(Box::new(message))
    }
}

impl Invalid {
    /// The sentence.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Invalid {}

/// Joins parts into one text: the small cousin of `format!`, which would cost the module bytes.
#[inline(never)]
pub(crate) fn text(parts: &[&str]) -> String {
    let mut joined = String::new();
    for part in parts {
        joined.push_str(part);
    }
    joined
}
