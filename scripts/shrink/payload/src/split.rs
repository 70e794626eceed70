//! Makes the text of a module.

use crate::alphabet::{CHARACTERS, SINGLES, is_used};
use crate::recent::Recent;
use crate::section::{functions, skip_number};
use crate::stream::{BEFORE, OPCODES, ORDERS, STREAMS, Stream, VARIABLES, order_of};
use crate::walk::{self, END, INTEGER, LOCAL_GET, RECENT_LOCAL, SMALL_INTEGER, Tape};

/// The text of a module that is level; of what is no module, or has instructions that are not known
/// here, it is another one's.
pub fn split(module: &[u8]) -> String {
    let streams = Default::default();
    let mut splitter = Splitter { module, at: 0, locals: Recent::new(), streams };
    walk::module(&mut splitter);
    write(&splitter.streams)
}

struct Splitter<'a> {
    module: &'a [u8],
    at: usize,
    locals: Recent,
    streams: [Vec<u8>; STREAMS],
}

impl Splitter<'_> {
    fn take(&mut self) -> u8 {
        let byte = self.module.get(self.at).copied().unwrap_or(END);
        self.at = self.at.wrapping_add(1);
        byte
    }

    /// An opcode and what follows it in one.
    fn joint(&self, opcode: u8, next: u8) -> Option<u8> {
        match (opcode, next) {
            (INTEGER, 0 | 1) => Some(SMALL_INTEGER | next),
            (LOCAL_GET, 0..0x80) => Some(self.locals.place_of(next))
                .filter(|place| *place < 16)
                .map(|place| RECENT_LOCAL | place),
            _ => None,
        }
    }

    fn keep(&mut self, stream: Stream, bytes: &[u8]) {
        if let Some(kept) = self.streams.get_mut(stream) {
            kept.extend(bytes);
        }
    }
}

impl Tape for Splitter<'_> {
    fn goes_on(&self) -> bool {
        self.at < self.module.len()
    }

    fn all(&mut self, stream: Stream) {
        let end = if stream == BEFORE { functions(self.module) } else { self.module.len() };
        self.keep(stream, self.module.get(self.at..end).unwrap_or_default());
        self.at = end;
    }

    fn byte(&mut self, stream: Stream) -> u8 {
        let byte = self.take();
        self.keep(stream, &[byte]);
        byte
    }

    fn opcode(&mut self) -> u8 {
        let opcode = self.take();
        let joint = self.module.get(self.at).and_then(|next| self.joint(opcode, *next));
        if joint.is_some() {
            self.take();
        }
        if let Some(recent @ RECENT_LOCAL..SMALL_INTEGER) = joint {
            self.locals.take(recent & 0x0f, 0);
        }
        let opcode = joint.unwrap_or(opcode);
        self.keep(OPCODES, &[opcode]);
        opcode
    }

    fn local(&mut self) {
        let local = self.take();
        if local < 0x80 {
            let place = self.locals.place_of(local);
            self.locals.take(place, 0);
            return self.keep(VARIABLES, &[place]);
        }
        self.keep(VARIABLES, &[local]);
        walk::number(self, VARIABLES);
    }

    fn alignment(&mut self) {
        self.take();
    }

    fn function(&mut self) {
        skip_number(self.module, &mut self.at);
        self.locals = Recent::new();
        walk::body(self);
    }
}

fn write(streams: &[Vec<u8>; STREAMS]) -> String {
    let orders: Vec<_> = (0..ORDERS).map(|order| by_frequency(streams, order)).collect();
    let mut head = Writer { text: String::new() };
    for order in &orders {
        head.order(*order);
    }
    let mut rest = Writer { text: String::new() };
    for (index, stream) in streams.iter().enumerate() {
        let Some(order) = orders.get(order_of(index)) else { continue };
        let begin = rest.text.len();
        for byte in stream {
            rest.rank(order.place_of(*byte));
        }
        head.length(rest.text.len().wrapping_sub(begin));
    }
    head.text + &rest.text
}

/// The commonest bytes come first, and then the others as they count.
fn by_frequency(streams: &[Vec<u8>; STREAMS], order: usize) -> Recent {
    let of_order = streams.iter().enumerate().filter(|&(stream, _)| order_of(stream) == order);
    let mut counts = Recent::new().0.map(|byte| (0_usize, byte));
    for byte in of_order.flat_map(|(_, bytes)| bytes) {
        if let Some((count, _)) = counts.get_mut(usize::from(*byte)) {
            *count = count.wrapping_add(1);
        }
    }
    counts.sort_by_key(|(count, _)| core::cmp::Reverse(*count));
    let (_, others) = counts.split_at_mut(CHARACTERS.into());
    others.sort_by_key(|(_, byte)| *byte);
    Recent(counts.map(|(_, byte)| byte))
}

struct Writer {
    text: String,
}

impl Writer {
    /// The common bytes of an order, each by its place among those that have not come before it.
    fn order(&mut self, order: Recent) {
        let mut rest = Recent::new();
        for (to, byte) in (0..CHARACTERS).zip(order.0) {
            let from = rest.place_of(byte);
            self.rank(from);
            rest.take(from, to);
        }
    }

    fn length(&mut self, length: usize) {
        let [_, bytes @ ..] = (length as u32).to_be_bytes();
        for byte in bytes {
            self.rank(byte);
        }
    }

    fn rank(&mut self, rank: u8) {
        let Some(pair) = rank.checked_sub(SINGLES) else { return self.character(rank) };
        self.character(SINGLES.wrapping_add(pair / CHARACTERS));
        self.character(pair % CHARACTERS);
    }

    fn character(&mut self, rank: u8) {
        let character = (0..=255).filter(|&character| is_used(character)).nth(rank.into());
        self.text.extend(character.map(char::from));
    }
}
