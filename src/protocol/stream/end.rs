//! How a stream ends before its bytes do.

/// What makes a stream end, whatever follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// `[DONE]`.
    Marker,
    /// An event named `error`: its data.
    Error(String),
    /// An event that is not one JSON value: its data.
    NotJson(String),
    /// A line or an event that is too long.
    TooLong,
    /// The answer is no stream of events, but this text.
    NoEvents(String),
}

impl End {
    /// A word for it, `""` for the end marker.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Marker => "",
            Self::Error(_) => "error",
            Self::NotJson(_) => "not JSON",
            Self::TooLong => "too long",
            Self::NoEvents(_) => "no events",
        }
    }

    /// The text that made it end.
    pub fn data(&self) -> Option<&str> {
        match self {
            Self::Marker | Self::TooLong => None,
            Self::Error(data) | Self::NotJson(data) | Self::NoEvents(data) => Some(data),
        }
    }
}
