//! Reads what a caller gave, as JavaScript tells it (`js/encode/options.js`).
//!
//! A field is a name, the type of its value and texts of it, each ended by NUL, which no option can
//! hold; the field itself is ended by one more. A name begins with `=`, or with `+` if it stands
//! inside the value before it; a text begins with `=`, and one that is missing is `-`.

use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::scan::take;

/// The fields of a record.
pub(super) struct Fields<'a>(Option<&'a str>);

/// What a caller gave under a name.
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    /// Whether it stands inside the value of the field before it.
    pub(super) is_inside: bool,
    /// What `typeof` says of the value, or `null`, `array` or `AbortSignal`.
    pub(super) type_name: &'a str,
    texts: Option<&'a str>,
}

impl<'a> Fields<'a> {
    /// `Err` is what was wanted, and what came that is no record, which is told as `!number`.
    pub(super) fn of(told: &'a str, wanted: &[&str]) -> Result<Self, Invalid> {
        match told.strip_prefix("!") {
            Some(got) => Err(Invalid::of(&[&text(wanted), ", got ", got])),
            None => Ok(Self(Some(told))),
        }
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let mut texts = take(&mut self.0, "\0\0");
        let (kind, name) = take(&mut texts, "\0")?.split_at_checked(1)?;
        let type_name = take(&mut texts, "\0")?;
        Some(Field { name, is_inside: kind == "+", type_name, texts })
    }
}

impl<'a> Field<'a> {
    /// Whether the value is `undefined`, which leaves an option as it is.
    pub(super) fn is_undefined(&self) -> bool {
        self.type_name == "undefined"
    }

    /// The text of the value; `None` for what has none, as `null`.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.texts().next()?
    }

    /// The text, or an empty one.
    pub(super) fn plain(&self) -> &'a str {
        self.text().unwrap_or_default()
    }

    /// Whether the value counts as true.
    pub(super) fn is_true(&self) -> bool {
        self.text() == Some("true")
    }

    /// All that is told of the value but its type.
    pub(super) fn all_texts(&self) -> &'a str {
        self.texts.unwrap_or_default()
    }

    /// The texts of a value that has several; `None` for one that is missing.
    pub(super) fn texts(&self) -> Texts<'a> {
        Texts(self.texts)
    }
}

/// The texts of a value.
pub(super) struct Texts<'a>(Option<&'a str>);

impl<'a> Texts<'a> {
    /// Those of what [`Field::all_texts`] gave.
    pub(super) fn of(told: &'a str) -> Self {
        Self((!told.is_empty()).then_some(told))
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = Option<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        take(&mut self.0, "\0").map(|text| text.strip_prefix("="))
    }
}
