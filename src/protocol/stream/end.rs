//! How a stream ends before its bytes do.

/// What makes a stream end, whatever follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// `[DONE]`.
    Marker,
    /// An event named `error`.
    Error,
    /// An event that is not one JSON value.
    NotJson,
    /// A line or an event that is too long.
    TooLong,
    /// An answer that is no stream of events.
    NoEvents,
}

impl End {
    /// A word for it, `""` for the end marker.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Marker => "",
            Self::Error => "error",
            Self::NotJson => "not JSON",
            Self::TooLong => "too long",
            Self::NoEvents => "no events",
        }
    }
}
