//! What the items of a stream are, and in how much detail they are decoded.

/// What the items of a stream are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Items {
    /// The data of an event.
    #[default]
    Data,
    /// `{event, data}` (the word `events` of the catalogue).
    Named,
    /// The data of an event, also of an event that is an error (the word `verbatim`).
    Verbatim,
}

/// How much is decoded of an event that repeats another, of which there is a template.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// All of it.
    #[default]
    Whole,
    /// What has changed: its text, then its padding and its number if it has them. Any other event
    /// is an object, or stands in an array of its own.
    Changes,
    /// The same; but nothing of several such events with no other among them, until they are asked
    /// for: see `EventStream::event` and `EventStream::events`.
    Deferred,
    /// Its text, joined with that of its neighbours, and their number; a text alone comes as it is.
    Text,
}
