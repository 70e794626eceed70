//! What JavaScript writes down for Rust: options, arguments, failures.
//!
//! A field is a name, the type of its value and texts of it, each ended by NUL, which no option can
//! hold; the field itself is ended by one more. A name begins with `=`, or with `+` if it stands
//! inside the value before it; a text begins with `=`, and one that is missing is `-`.

use crate::engine::{Argument, Body, Field, Level, Source, Value};
use crate::protocol::failure::classify::{Failure, FailureCause};
use crate::protocol::failure::rate_limit_headers::HeaderText;
use crate::protocol::request::headers::Entry;
use crate::protocol::request::query::Pair;
use crate::protocol::stream::items::Detail;
use crate::protocol::text::number::{parse, parse_number};
use crate::protocol::text::scan::{is_one_of, split, take};

/// Takes the next field of a text.
pub fn field<'a>(rest: &mut Option<&'a str>) -> Option<Field<'a>> {
    WireField::take(rest).map(|field| field.decode())
}

/// What a text and the source of its items are: `!number` is no record.
pub fn record<'a, T>(text: &'a str, items: Source<'a, T>) -> Result<Source<'a, T>, &'a str> {
    text.strip_prefix("!").map_or(Ok(items), Err)
}

/// A field as it is written.
struct WireField<'a> {
    name: &'a str,
    is_inside: bool,
    type_name: &'a str,
    texts: Texts<'a>,
}

/// The texts of a value, `None` for one that is missing.
#[derive(Clone)]
struct Texts<'a>(Option<&'a str>);

impl<'a> Iterator for Texts<'a> {
    type Item = Option<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        take(&mut self.0, "\0").map(|text| text.strip_prefix("="))
    }
}

impl<'a> WireField<'a> {
    /// Takes a field off the front of a text; `None` once there is none.
    #[inline(never)]
    fn take(rest: &mut Option<&'a str>) -> Option<Self> {
        let mut texts = take(rest, "\0\0");
        let (mark, name) = take(&mut texts, "\0")?.split_at_checked(1)?;
        let type_name = take(&mut texts, "\0")?;
        Some(Self { name, is_inside: mark == "+", type_name, texts: Texts(texts) })
    }

    fn text(&self) -> Option<&'a str> {
        Iterator::next(&mut self.texts.clone())?
    }

    fn plain(&self) -> &'a str {
        self.text().unwrap_or_default()
    }

    fn decode(&self) -> Field<'a> {
        let (level, name) = match split(self.name, ".") {
            _ if !self.is_inside => (Level::Record, self.name),
            Some((_, name)) => (Level::Entry, name),
            None => (Level::List, self.name),
        };
        Field { name, level, value: self.value() }
    }

    #[inline(never)]
    fn value(&self) -> Value<'a> {
        let text = self.plain();
        // What `typeof` says is told apart by its first letters.
        match self.type_name.as_bytes() {
            [b'u', ..] => Value::Undefined,
            [b'n', b'u', b'l', ..] => Value::Null,
            [b'n', ..] => Value::Number { value: parse(text).unwrap_or(f64::NAN), text },
            [b's', b't', ..] => Value::Text(text),
            [b'b', b'o', ..] => Value::Boolean(text == "true"),
            [b'f', ..] => Value::Function,
            [b'o', ..] if is_one_of(self.name, "query defaultQuery") => {
                Value::Query(pairs(self.texts.clone()))
            }
            [b'o' | b'a', ..] if is_one_of(self.name, "headers defaultHeaders") => {
                Value::Headers(entries(self.texts.clone()))
            }
            [b'a', ..] => Value::Names(names(self.texts.clone())),
            _ => Value::Other(self.type_name),
        }
    }

    fn path_id(&self) -> Result<Option<&'a str>, &'a str> {
        let text = self.text();
        let is_missing = matches!(self.type_name.as_bytes(), [b'u' | b'n', ..]);
        if text.is_some() || is_missing { Ok(text) } else { Err(self.type_name) }
    }
}

/// Takes the next argument of a text; `ids` has the lines of one that is several.
pub fn argument<'a>(rest: &mut Option<&'a str>, ids: &mut Option<&'a str>) -> Option<Argument<'a>> {
    loop {
        if let Some(id) = take(ids, "\n") {
            return Some(Argument::NamedId(id));
        }
        let field = WireField::take(rest)?;
        return Some(match first(field.name) {
            b'i' => Argument::PathId(field.path_id()),
            b'h' => Argument::Header(field.plain()),
            b'n' => {
                *ids = field.text();
                continue;
            }
            b's' => Argument::Stream,
            b'k' => Argument::Stored(field.plain() == "true"),
            b'm' => Argument::Model(field.plain()),
            b'q' => Argument::Query(pairs(field.texts.clone())),
            _ => Argument::Body(body(&field)),
        });
    }
}

/// The letter that tells words of ours apart.
fn first(word: &str) -> u8 {
    word.bytes().next().unwrap_or_default()
}

fn names(texts: Texts<'_>) -> Vec<Option<&str>> {
    let mut names = Vec::new();
    for text in texts {
        names.push(text);
    }
    names
}

/// The body, by the word in place of its type.
fn body(field: &WireField) -> Body {
    let text = field.plain();
    match first(field.type_name) {
        b'j' => Body::Json(parse_number(text).unwrap_or_default()),
        b'p' => Body::Pairs(pairs(field.texts.clone())),
        b'm' => Body::Missing,
        _ => Body::Raw { is_stream: text == "true" },
    }
}

/// Names and values of headers, which come by turns; a missing value removes.
fn entries(mut texts: Texts) -> Vec<Entry> {
    let mut entries = Vec::new();
    while let Some(name) = texts.next() {
        let value = texts.next().flatten();
        entries.push((name.unwrap_or_default().to_owned(), value.map(str::to_owned)));
    }
    entries
}

/// The parameters of a query, which come by threes: the parameter, its name in full, and its text.
fn pairs(mut texts: Texts) -> Vec<Pair> {
    let mut pairs = Vec::new();
    while let Some(parameter) = texts.next() {
        let parameter = parameter.unwrap_or_default().to_owned();
        let name = texts.next().flatten().unwrap_or_default().to_owned();
        let text = texts.next().flatten().map(str::to_owned);
        pairs.push(Pair { parameter, name, text });
    }
    pairs
}

/// A failure: four texts, parted by NUL, the cause (`answer`, `unreadable`, `connection`, `page` for
/// that of a browser, `timeout`, or `incomplete`), the code and the decisive headers, and the message.
///
/// Without an answer, `status` is 0.
pub fn failure(status: u16, text: &str) -> Failure<'_> {
    let mut rest = Some(text);
    let mut next = || take(&mut rest, "\0").unwrap_or_default();
    let (event, code, headers) = (event(next(), status), next(), HeaderText(next()));
    Failure { event, code, headers, message: rest.unwrap_or_default() }
}

fn event(word: &str, status: u16) -> FailureCause {
    match first(word) {
        b'a' => FailureCause::Answer(status),
        b'u' => FailureCause::Unreadable(status),
        b't' => FailureCause::Timeout,
        b'i' => FailureCause::Truncated,
        b'p' => FailureCause::ConnectionInPage,
        _ => FailureCause::Connection,
    }
}

/// How much of a stream's events is wanted.
pub fn detail(is_text: bool, defers: Option<bool>) -> Detail {
    match defers {
        _ if is_text => Detail::Text,
        Some(true) => Detail::Deferred,
        _ => Detail::Changes,
    }
}
