//! Writes JSON text, for what crosses to JavaScript.

use crate::protocol::text::number::push_number;
use crate::protocol::text::percent::push_hex;

/// JSON text in the making.
///
/// Everything has a name: that of a member of an object, which needs no escape (a word of ours, or
/// that of a header), or an empty one for an element of an array and for the outermost value. What
/// is missing is `null`.
#[derive(Clone, Debug, Default)]
pub struct Json(String);

impl Json {
    /// Starts with nothing written.
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// Begins an object; `end_object` ends it.
    pub fn begin_object(&mut self, name: &str) {
        self.value(name, "{");
    }

    /// Ends an object.
    pub fn end_object(&mut self) {
        self.0.push_str("}");
    }

    /// Begins an array; `end_array` ends it.
    pub fn begin_array(&mut self, name: &str) {
        self.value(name, "[");
    }

    /// Ends an array.
    pub fn end_array(&mut self) {
        self.0.push_str("]");
    }

    /// Writes a text.
    #[inline(never)]
    pub fn text(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => {
                self.value(name, "");
                self.quote(text);
            }
            None => self.null(name),
        }
    }

    /// Writes a number.
    #[inline(never)]
    pub fn number(&mut self, name: &str, number: Option<u64>) {
        match number {
            Some(number) => {
                self.value(name, "");
                push_number(&mut self.0, number);
            }
            None => self.null(name),
        }
    }

    /// Writes `true` or `false`.
    pub fn flag(&mut self, name: &str, flag: bool) {
        self.value(name, if flag { "true" } else { "false" });
    }

    /// Writes that a value is missing.
    pub fn null(&mut self, name: &str) {
        self.value(name, "null");
    }

    /// The text, once everything that was begun is ended.
    pub fn finish(self) -> String {
        self.0
    }

    #[inline(never)]
    fn value(&mut self, name: &str, value: &str) {
        // No quoted text is open here, so a bracket at the end is one that was just opened.
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[')) {
            self.0.push_str(",");
        }
        if !name.is_empty() {
            self.0.push_str("\"");
            self.0.push_str(name);
            self.0.push_str("\":");
        }
        self.0.push_str(value);
    }

    #[inline(never)]
    fn quote(&mut self, text: &str) {
        self.0.push_str("\"");
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
            let (plain, special) = rest.split_at_checked(at).unwrap_or_default();
            let (special, after) = special.split_at_checked(1).unwrap_or_default();
            self.0.push_str(plain);
            self.escape(special);
            rest = after;
        }
        self.0.push_str(rest);
        self.0.push_str("\"");
    }

    fn escape(&mut self, special: &str) {
        if let Some(control @ 0..0x20) = special.bytes().next() {
            self.0.push_str("\\u00");
            return push_hex(&mut self.0, control);
        }
        self.0.push_str("\\");
        self.0.push_str(special);
    }
}
