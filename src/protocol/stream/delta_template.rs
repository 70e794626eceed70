//! Events that repeat an earlier one: only what differs is read.
//!
//! A delta differs from the one before it in its text, its padding and its number. If all bytes
//! around those three are the same and the three are well-formed, the event is JSON whenever the
//! earlier one is. Comparing is several times as fast as parsing.

use std::ops::Range;

use crate::protocol::stream::sse::SseEvent;
use crate::protocol::text::json_members::{Members, is_scalar, is_text};
use crate::protocol::text::word_scan::{plain_length, strip};

/// An event with more names in one object is no template: each name is compared with the others.
const MOST_NAMES: usize = 32;

/// An event whose repetitions can be recognized.
#[derive(Debug, Default)]
pub struct Template {
    name: Vec<u8>,
    /// The event as it stands in a stream: its name, its data, an empty line.
    event: Vec<u8>,
    /// Where its data is.
    data: Range<usize>,
    /// Where the data may differ, in order.
    gaps: Vec<Gap>,
}

#[derive(Debug, Clone, Copy)]
struct Gap {
    start: usize,
    end: usize,
    kind: GapKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GapKind {
    Text,
    Padding,
    Number,
}

/// What a repetition has in place of the template's own, as it stands in JSON, without quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes<'a> {
    /// The text: `choices[0].delta.content`, `choices[0].text`, or `delta`.
    pub text: &'a [u8],
    /// `obfuscation`.
    pub padding: Option<&'a [u8]>,
    /// `sequence_number`.
    pub number: Option<&'a [u8]>,
}

impl Template {
    /// Makes one of an event that brings a piece of text and has nothing else inside it.
    ///
    /// `None` for every other event, and for one whose names are escaped or not unique: of two
    /// members with one name, `JSON.parse` takes the last. It does not check that the event is JSON.
    pub fn new(event: SseEvent<'_>) -> Option<Self> {
        // A line feed in the data stands between two lines of `data:`.
        if event.data.iter().any(|byte| *byte < b' ') {
            return None;
        }
        let name = event.name.to_vec();
        let mut bytes = Vec::new();
        if !name.is_empty() {
            bytes.extend_from_slice(b"event: ");
            bytes.extend_from_slice(&name);
            bytes.extend_from_slice(b"\n");
        }
        bytes.extend_from_slice(b"data: ");
        let start = bytes.len();
        bytes.extend_from_slice(event.data);
        let data = start..bytes.len();
        bytes.extend_from_slice(b"\n\n");
        let mut template = Self { name, event: bytes, data, gaps: Vec::new() };
        template.gaps = Gaps::find(&template.event, template.data())?;
        Some(template)
    }

    /// The data of the event that it was made of.
    pub fn data(&self) -> &[u8] {
        self.event.get(self.data.clone()).unwrap_or_default()
    }

    /// What differs in an event; `None` if it is no repetition.
    pub fn changes<'a>(&self, event: SseEvent<'a>) -> Option<Changes<'a>> {
        let (changes, rest) = self.read(event.data, self.data.clone())?;
        (rest.is_empty() && event.name == self.name).then_some(changes)
    }

    /// What differs in the repetition that begins a stream of bytes, and what follows it.
    pub fn take<'a>(&self, bytes: &'a [u8]) -> Option<(Changes<'a>, &'a [u8])> {
        self.read(bytes, 0..self.event.len())
    }

    /// The data of the repetition between which and the end of the bytes are those that follow it.
    pub fn data_in<'a>(&self, bytes: &'a [u8], after: &[u8]) -> &'a [u8] {
        let end = bytes.len().saturating_sub(after.len()).saturating_sub(2);
        bytes.get(self.data.start..end).unwrap_or_default()
    }

    /// Reads what should equal a part of the event but for its gaps.
    fn read<'a>(&self, bytes: &'a [u8], part: Range<usize>) -> Option<(Changes<'a>, &'a [u8])> {
        let (mut changes, mut rest, mut at) = (Changes::default(), bytes, part.start);
        for gap in &self.gaps {
            rest = strip(rest, self.event.get(at..gap.start)?)?;
            let (value, after) = rest.split_at_checked(gap.kind.length(rest)?)?;
            match gap.kind {
                GapKind::Text => changes.text = value,
                GapKind::Padding => changes.padding = Some(value),
                GapKind::Number => changes.number = Some(value),
            }
            (rest, at) = (after, gap.end);
        }
        Some((changes, strip(rest, self.event.get(at..part.end)?)?))
    }
}

/// What a member must be; one without a rule must be a scalar.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// An object that has the text, or an array of one.
    Inside,
    /// A gap, if it is a string or must be a number.
    Gap(GapKind),
    /// Exactly this, or the event is no template.
    Only(&'static [u8]),
    /// A scalar, or this.
    May(&'static [u8]),
}

/// The rules: how deep a member is (1: in its choice, 2: in the delta of that) and its name.
const RULES: [(u8, &[u8], Rule); 11] = [
    (0, b"choices", Rule::Inside),
    (0, b"delta", Rule::Gap(GapKind::Text)),
    (0, b"obfuscation", Rule::Gap(GapKind::Padding)),
    (0, b"sequence_number", Rule::Gap(GapKind::Number)),
    (0, b"error", Rule::Only(b"")),
    (0, b"usage", Rule::Only(b"null")),
    (0, b"logprobs", Rule::May(b"[]")),
    (1, b"delta", Rule::Inside),
    (1, b"text", Rule::Gap(GapKind::Text)),
    (1, b"index", Rule::Only(b"0")),
    (2, b"content", Rule::Gap(GapKind::Text)),
];

/// The gaps of an event, as they are found.
struct Gaps<'a> {
    event: &'a [u8],
    found: Vec<Gap>,
}

impl<'a> Gaps<'a> {
    /// Those in the data of an event; `None` if it has no text, or more than gaps can express.
    fn find(event: &'a [u8], data: &'a [u8]) -> Option<Vec<Gap>> {
        let mut gaps = Self { event, found: Vec::new() };
        gaps.find_in(data, 0)?;
        gaps.found.iter().any(|gap| gap.kind == GapKind::Text).then_some(gaps.found)
    }

    /// The members of an object that is so deep inside the data.
    fn find_in(&mut self, object: &'a [u8], depth: u8) -> Option<()> {
        let mut names = Vec::new();
        for member in Members::of(object)? {
            let (name, value) = member?;
            let is_plain = !name.contains(&b'\\') && !names.contains(&name);
            (is_plain && names.len() < MOST_NAMES).then_some(())?;
            names.push(name);
            let rule = RULES.iter().find(|rule| (rule.0, rule.1) == (depth, name));
            match rule.map(|rule| rule.2) {
                Some(Rule::Inside) => self.find_text(value, depth)?,
                Some(Rule::Gap(kind)) if kind == GapKind::Number || is_text(value) => {
                    self.add(value, kind)?;
                }
                Some(Rule::Only(only)) => (value == only).then_some(())?,
                Some(Rule::May(other)) if value == other => {}
                _ => is_scalar(value).then_some(())?,
            }
        }
        Some(())
    }

    /// Looks into what has the text: the only choice of the data, or the delta of that choice.
    fn find_text(&mut self, value: &'a [u8], depth: u8) -> Option<()> {
        let before = self.found.len();
        let object = match depth {
            0 => value.strip_prefix(b"[")?.strip_suffix(b"]")?,
            _ => value,
        };
        self.find_in(object, depth.wrapping_add(1))?;
        (self.found.len() > before).then_some(())
    }

    /// Adds a gap; an event with two of one kind is no template.
    fn add(&mut self, value: &[u8], kind: GapKind) -> Option<()> {
        let inner = match kind {
            GapKind::Number => value.get(..digits(value)?).filter(|it| it.len() == value.len())?,
            _ => value.strip_prefix(b"\"")?.strip_suffix(b"\"")?,
        };
        let start = (inner.as_ptr() as usize).checked_sub(self.event.as_ptr() as usize)?;
        let gap = Gap { start, end: start.checked_add(inner.len())?, kind };
        let is_new = self.found.iter().all(|gap| gap.kind != kind);
        self.found.push(gap);
        is_new.then_some(())
    }
}

impl GapKind {
    /// How long a value is that begins a text.
    fn length(self, text: &[u8]) -> Option<usize> {
        if self == Self::Number { digits(text) } else { inside(text) }
    }
}

/// How long the whole number is that begins a text; `None` if there is none that a double can hold.
fn digits(text: &[u8]) -> Option<usize> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let has_zero = length > 1 && text.starts_with(b"0");
    (matches!(length, 1..=15) && !has_zero).then_some(length)
}

/// How long the inside of a JSON string is that begins a text; `None` if it is none, or no UTF-8.
fn inside(text: &[u8]) -> Option<usize> {
    let (mut at, mut is_ascii) = (0_usize, true);
    loop {
        let rest = text.get(at..)?;
        let plain = plain_length(rest);
        at = at.wrapping_add(plain);
        match rest.get(plain)? {
            b'"' => break,
            b'\\' => at = at.wrapping_add(escape_length(rest.get(plain..)?)?),
            0x80.. => (at, is_ascii) = (at.wrapping_add(1), false),
            _ => return None,
        }
    }
    let is_text = is_ascii || str::from_utf8(text.get(..at)?).is_ok();
    is_text.then_some(at)
}

/// How long the escape is that begins a text.
fn escape_length(text: &[u8]) -> Option<usize> {
    match text.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => text.get(2..6)?.iter().all(u8::is_ascii_hexdigit).then_some(6),
        _ => None,
    }
}
