//! The grammar of a number, one character at a time.

/// What was read of a number last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    Minus,
    Zero,
    Whole,
    Point,
    Fraction,
    Exponent,
    Sign,
    Power,
}

impl Digits {
    pub(super) const fn first(unit: u32) -> Option<Self> {
        match unit {
            MINUS => Some(Self::Minus),
            ZERO => Some(Self::Zero),
            ONE..=NINE => Some(Self::Whole),
            _ => None,
        }
    }

    pub(super) const fn next(self, unit: u32) -> Option<Self> {
        match (self, unit) {
            (Self::Minus, _) if unit != MINUS => Self::first(unit),
            (Self::Whole, ZERO..=NINE) => Some(Self::Whole),
            (Self::Zero | Self::Whole, POINT) => Some(Self::Point),
            (Self::Point | Self::Fraction, ZERO..=NINE) => Some(Self::Fraction),
            (Self::Zero | Self::Whole | Self::Fraction, SMALL_E | LARGE_E) => Some(Self::Exponent),
            (Self::Exponent, PLUS | MINUS) => Some(Self::Sign),
            (Self::Exponent | Self::Sign | Self::Power, ZERO..=NINE) => Some(Self::Power),
            _ => None,
        }
    }

    /// Whether a number may end here.
    pub(super) const fn is_whole(self) -> bool {
        matches!(self, Self::Zero | Self::Whole | Self::Fraction | Self::Power)
    }
}

const MINUS: u32 = b'-' as u32;
const PLUS: u32 = b'+' as u32;
const POINT: u32 = b'.' as u32;
const ZERO: u32 = b'0' as u32;
const ONE: u32 = b'1' as u32;
const NINE: u32 = b'9' as u32;
const SMALL_E: u32 = b'e' as u32;
const LARGE_E: u32 = b'E' as u32;
