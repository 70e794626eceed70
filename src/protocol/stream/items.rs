//! What the items of a stream are, and in how much detail they are decoded.

/// What the items of a stream are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Items {
    /// The data of an event.
    #[default]
    Data,
    /// `{event, data}` (the word `events` of the catalogue).
    Named,
    /// The data of an event, those that tell of an error among them (the word `verbatim`).
    Verbatim,
}

/// What is told of an event that repeats another, of which a template was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// All of it.
    #[default]
    Whole,
    /// What has changed: its text, then its padding and its number where it has them. What is
    /// told whole is an object, or stands in an array of its own.
    Changes,
    /// The same; of several such events with nothing else among them nothing, until they are asked
    /// for: see `EventStream::event` and `EventStream::told`.
    Kept,
    /// Its text, together with that of those beside it, and how many they are; where all there is
    /// to tell is one text, it comes as it is.
    Text,
}
