//! What a piece of JSON changes in the value that was read so far.

/// One change. A text is that of the key, string or number that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text goes on with a part of the piece, from one unit to another.
    Text(usize, usize),
    /// The text goes on with a code unit of UTF-16, which an escape named.
    Unit(u16),
    /// The text was a key: what comes next is its value.
    Key,
    /// A string begins, empty so far.
    String,
    /// The string is whole.
    StringEnd,
    /// The text was a number.
    Number,
    /// A value, known by its first letter.
    True,
    /// A value, known by its first letter.
    False,
    /// A value, known by its first letter.
    Null,
    /// An object begins.
    Object,
    /// An array begins.
    Array,
    /// The innermost object or array is whole.
    Close,
}

/// The bits of a place in a piece.
const PLACE: u32 = 14;

impl Edit {
    /// The edit as a number: its kind in four bits, then a start and an end, or a code unit.
    ///
    /// Places of a piece of more than 16,383 units do not fit.
    pub const fn encoded(self) -> u32 {
        match self {
            Self::Text(from, to) => ((from as u32) << 4) | ((to as u32) << (4 + PLACE)),
            Self::Unit(unit) => 1 | ((unit as u32) << 4),
            Self::Key => 2,
            Self::String => 3,
            Self::StringEnd => 4,
            Self::Number => 5,
            Self::True => 6,
            Self::False => 7,
            Self::Null => 8,
            Self::Object => 9,
            Self::Array => 10,
            Self::Close => 11,
        }
    }
}
