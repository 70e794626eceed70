//! What a caller hands to the engine: options by their names, and the arguments of a method.

use crate::protocol::request::headers::Entry;
use crate::protocol::request::query::Pair;

/// Gives one after the other, and then `None`.
pub type Source<'a, T> = &'a mut (dyn FnMut() -> Option<T> + 'a);

/// The fields of a record; `Err` is the type of what is no record, as `typeof` names it.
pub type Record<'a> = Result<Source<'a, Field<'a>>, &'a str>;

/// The arguments of a method; `Err` is the type of parameters that are no record.
pub type Arguments<'a> = Result<Source<'a, Argument<'a>>, &'a str>;

/// A value with the name it was given under.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// The name as the caller wrote it.
    pub name: &'a str,
    /// Where it stands.
    pub level: Level,
    /// What stands there.
    pub value: Value<'a>,
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// In the record.
    Record,
    /// It is an entry of the list that is the field before.
    List,
    /// In the entry before.
    Entry,
}

/// A value of any type: whether an option takes it is decided here.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Leaves an option as it is.
    Undefined,
    /// Takes away what an option had.
    Null,
    /// A string.
    Text(&'a str),
    /// A number.
    Number {
        /// What it is; NaN for what is less than zero.
        value: f64,
        /// How it is written, for messages.
        text: &'a str,
    },
    /// `true` or `false`.
    Boolean(bool),
    /// A function, which whoever drives the calls has.
    Function,
    /// The headers of a record, of pairs or of `Headers`.
    Headers(Vec<Entry>),
    /// The parameters of a query.
    Query(Vec<Pair>),
    /// What is in an array, if it is a string; `None` for anything else.
    Names(Vec<Option<&'a str>>),
    /// Anything else: what `typeof` says of it, or `array`, or `AbortSignal`.
    Other(&'a str),
}

impl<'a> Value<'a> {
    /// What `typeof` says of the value, or `null`, `array` or `AbortSignal`.
    pub fn type_name(&self) -> &'a str {
        match self {
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::Text(_) => "string",
            Self::Number { .. } => "number",
            Self::Boolean(_) => "boolean",
            Self::Function => "function",
            Self::Headers(_) | Self::Query(_) => "object",
            Self::Names(_) => "array",
            Self::Other(name) => name,
        }
    }

    /// The text of a string or a number.
    pub fn text(&self) -> Option<&'a str> {
        match self {
            Self::Text(text) | Self::Number { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether the value leaves an option as it is.
    pub fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }
}

/// One of the arguments of a method, taken apart as its line of the catalogue says.
#[derive(Clone, Debug)]
pub enum Argument<'a> {
    /// An id of the path, in order: `None` if it is missing, `Err` is the type of what can be none.
    PathId(Result<Option<&'a str>, &'a str>),
    /// The parameter that is sent as a header.
    Header(&'a str),
    /// An id of the path or among the parameters, where what it names is in one organization only.
    NamedId(&'a str),
    /// The parameters ask for a stream.
    Stream,
    /// The parameters say whether the answer is to be stored.
    Stored(bool),
    /// The model.
    Model(&'a str),
    /// The parameters that are sent as a query.
    Query(Vec<Pair>),
    /// What is known of the body.
    Body(Body),
}

/// What is known of the body of a request: whoever drives the call has most bodies themselves.
#[derive(Clone, Debug, Default)]
pub enum Body {
    /// There is none.
    #[default]
    None,
    /// There is none, though the caller named one.
    Missing,
    /// A JSON text of so many characters.
    Json(u64),
    /// The fields of a form that is sent as text.
    Pairs(Vec<Pair>),
    /// What `fetch` takes as it is.
    Raw {
        /// Whether it, or something in it, can be read only once.
        is_stream: bool,
    },
}
