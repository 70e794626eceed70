//! Reads JSON piece by piece, cut anywhere, and says what each piece changes.

use super::edit::Edit;
use super::number::Digits;

/// How deep objects and arrays may be nested.
pub const DEEPEST: usize = 512;

const BITS: usize = 32;

/// The words of JSON, which their first letters tell.
const WORDS: [(&[u8], Edit); 3] =
    [(b"true", Edit::True), (b"false", Edit::False), (b"null", Edit::Null)];

/// What is known of a text so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// More has to come.
    Open,
    /// It is JSON as it is.
    Complete,
    /// It is none, whatever comes.
    Invalid,
}

/// What may come next. The flag of a string says that it is a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Value,
    FirstItem,
    FirstKey,
    NextKey,
    Colon,
    After,
    Text(bool),
    Escape(bool),
    /// How many digits of a `\u` escape came, and their value.
    Hex(bool, u8, u16),
    Number(Digits),
    /// A word, by its place in `WORDS`, and how many of its letters came.
    Word(u8, u8),
    Done,
    Invalid,
}

/// The state between two pieces: it allocates nothing, and is copied like a number.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    mode: Mode,
    depth: usize,
    /// For each depth whether it is an object, in bits.
    objects: [u32; DEEPEST / BITS],
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

impl Machine {
    /// The state before any text.
    pub const fn new() -> Self {
        Self { mode: Mode::Value, depth: 0, objects: [0; DEEPEST / BITS] }
    }

    /// What is known of the text that was pushed.
    pub const fn status(&self) -> Status {
        match self.mode {
            Mode::Done => Status::Complete,
            Mode::Number(digits) if self.depth == 0 && digits.is_whole() => Status::Complete,
            Mode::Invalid => Status::Invalid,
            _ => Status::Open,
        }
    }

    /// How many objects and arrays are open.
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// Reads the next piece, in bytes of UTF-8 or units of UTF-16, and hands out what it changes.
    ///
    /// Gives how many units belong to the JSON: fewer than there are if the next is none of it.
    pub fn push<U: Copy + Into<u32>>(&mut self, piece: &[U], sink: impl FnMut(Edit)) -> usize {
        let mut reader = Reader { machine: self, sink, from: 0 };
        for (at, &unit) in piece.iter().enumerate() {
            let mode = reader.step(unit.into(), at);
            if mode == Mode::Invalid {
                reader.text(at);
                // What is whole stays so: it is what follows that is none of it.
                if self.mode != Mode::Done {
                    self.mode = mode;
                }
                return at;
            }
            reader.machine.mode = mode;
        }
        reader.text(piece.len());
        piece.len()
    }

    fn is_in_object(&self) -> bool {
        let Some(level) = self.depth.checked_sub(1) else { return false };
        self.objects.get(level / BITS).is_some_and(|bits| bits >> (level % BITS) & 1 == 1)
    }

    /// Enters an object or an array, unless that is too deep.
    fn enter(&mut self, is_object: bool) -> bool {
        let Some(bits) = self.objects.get_mut(self.depth / BITS) else { return false };
        let bit = 1 << (self.depth % BITS);
        *bits = if is_object { *bits | bit } else { *bits & !bit };
        self.depth = self.depth.saturating_add(1);
        true
    }
}

/// The work on one piece.
struct Reader<'a, S> {
    machine: &'a mut Machine,
    sink: S,
    /// Where the part of the open text begins that was not handed out yet.
    from: usize,
}

impl<S: FnMut(Edit)> Reader<'_, S> {
    /// What may come after a unit.
    fn step(&mut self, unit: u32, at: usize) -> Mode {
        match self.machine.mode {
            Mode::Text(is_key) => self.in_text(is_key, unit, at),
            Mode::Escape(is_key) => self.in_escape(is_key, unit, at),
            Mode::Hex(is_key, count, value) => self.in_hex(is_key, count, value, unit, at),
            Mode::Number(digits) => self.in_number(digits, unit, at),
            Mode::Word(which, count) => in_word(which, count, unit).unwrap_or(self.after()),
            mode if matches!(unit, 0x20 | 0x0a | 0x0d | 0x09) => mode,
            Mode::FirstItem if unit == u32::from(b']') => self.close(),
            Mode::Value | Mode::FirstItem => self.begin(unit, at),
            Mode::FirstKey if unit == u32::from(b'}') => self.close(),
            Mode::FirstKey | Mode::NextKey if unit == u32::from(b'"') => {
                self.from = at.saturating_add(1);
                Mode::Text(true)
            }
            Mode::Colon if unit == u32::from(b':') => Mode::Value,
            Mode::After => self.next(unit),
            _ => Mode::Invalid,
        }
    }

    /// Hands out the part of a text that ends before a place.
    fn text(&mut self, to: usize) {
        let is_text = matches!(self.machine.mode, Mode::Text(_) | Mode::Number(_));
        if is_text && self.from < to {
            (self.sink)(Edit::Text(self.from, to));
        }
    }

    fn begin(&mut self, unit: u32, at: usize) -> Mode {
        self.from = at;
        match u8::try_from(unit).unwrap_or_default() {
            b'"' => {
                self.from = at.saturating_add(1);
                (self.sink)(Edit::String);
                Mode::Text(false)
            }
            b'{' => self.open(true, Edit::Object, Mode::FirstKey),
            b'[' => self.open(false, Edit::Array, Mode::FirstItem),
            b't' => self.word(0),
            b'f' => self.word(1),
            b'n' => self.word(2),
            _ => Digits::first(unit).map_or(Mode::Invalid, Mode::Number),
        }
    }

    fn open(&mut self, is_object: bool, edit: Edit, then: Mode) -> Mode {
        if !self.machine.enter(is_object) {
            return Mode::Invalid;
        }
        (self.sink)(edit);
        then
    }

    fn word(&mut self, which: u8) -> Mode {
        if let Some((_, edit)) = WORDS.get(usize::from(which)) {
            (self.sink)(*edit);
        }
        Mode::Word(which, 1)
    }

    /// What may come after a value.
    fn after(&self) -> Mode {
        if self.machine.depth == 0 { Mode::Done } else { Mode::After }
    }

    fn next(&mut self, unit: u32) -> Mode {
        let is_object = self.machine.is_in_object();
        match u8::try_from(unit).unwrap_or_default() {
            b',' if is_object => Mode::NextKey,
            b',' => Mode::Value,
            b'}' if is_object => self.close(),
            b']' if !is_object => self.close(),
            _ => Mode::Invalid,
        }
    }

    fn close(&mut self) -> Mode {
        (self.sink)(Edit::Close);
        self.machine.depth = self.machine.depth.saturating_sub(1);
        self.after()
    }

    fn in_text(&mut self, is_key: bool, unit: u32, at: usize) -> Mode {
        match unit {
            0x22 => {
                self.text(at);
                (self.sink)(if is_key { Edit::Key } else { Edit::StringEnd });
                if is_key { Mode::Colon } else { self.after() }
            }
            0x5c => {
                self.text(at);
                Mode::Escape(is_key)
            }
            0..=0x1f => Mode::Invalid,
            _ => Mode::Text(is_key),
        }
    }

    fn in_escape(&mut self, is_key: bool, unit: u32, at: usize) -> Mode {
        let named = match u8::try_from(unit).unwrap_or_default() {
            b'u' => return Mode::Hex(is_key, 0, 0),
            b'n' => 0x0a,
            b't' => 0x09,
            b'r' => 0x0d,
            b'b' => 0x08,
            b'f' => 0x0c,
            same @ (b'"' | b'\\' | b'/') => same,
            _ => return Mode::Invalid,
        };
        self.unit(is_key, u16::from(named), at)
    }

    fn in_hex(&mut self, is_key: bool, count: u8, value: u16, unit: u32, at: usize) -> Mode {
        let Some(digit) = char::from_u32(unit).and_then(|unit| unit.to_digit(16)) else {
            return Mode::Invalid;
        };
        let value = value << 4 | digit as u16;
        if count < 3 {
            Mode::Hex(is_key, count.wrapping_add(1), value)
        } else {
            self.unit(is_key, value, at)
        }
    }

    /// Hands out what an escape named, and goes on behind it.
    fn unit(&mut self, is_key: bool, unit: u16, at: usize) -> Mode {
        (self.sink)(Edit::Unit(unit));
        self.from = at.saturating_add(1);
        Mode::Text(is_key)
    }

    fn in_number(&mut self, digits: Digits, unit: u32, at: usize) -> Mode {
        if let Some(digits) = digits.next(unit) {
            return Mode::Number(digits);
        }
        if !digits.is_whole() {
            return Mode::Invalid;
        }
        self.text(at);
        (self.sink)(Edit::Number);
        let after = self.after();
        self.machine.mode = after;
        // What ends a number belongs to what is around it.
        self.step(unit, at)
    }
}

/// The rest of a word; nothing if that was its last letter.
fn in_word(which: u8, count: u8, unit: u32) -> Option<Mode> {
    let (word, _) = WORDS.get(usize::from(which))?;
    if word.get(usize::from(count)).copied().map(u32::from) != Some(unit) {
        return Some(Mode::Invalid);
    }
    let count = count.wrapping_add(1);
    (usize::from(count) < word.len()).then_some(Mode::Word(which, count))
}
