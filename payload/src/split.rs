//! Makes the text of a module.

use crate::alphabet::{CHARACTERS, SINGLES, is_used};
use crate::section::{functions, skip_number};
use crate::stream::{BEFORE, OPCODES, ORDERS, STREAMS, Stream, order_of};
use crate::walk::{self, END, FUSED, LOCAL_GET, Tape};

/// The text; of what is no module, or has instructions that are not known here, it is another one's.
pub fn split(module: &[u8]) -> String {
    let mut splitter = Splitter { module, at: 0, streams: Default::default() };
    walk::module(&mut splitter);
    write(&splitter.streams)
}

struct Splitter<'a> {
    module: &'a [u8],
    at: usize,
    streams: [Vec<u8>; STREAMS],
}

impl Splitter<'_> {
    fn take(&mut self) -> u8 {
        let byte = self.module.get(self.at).copied().unwrap_or(END);
        self.at = self.at.wrapping_add(1);
        byte
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
        let local = self.module.get(self.at).filter(|&&local| opcode == LOCAL_GET && local < 16);
        let opcode = local.map_or(opcode, |local| FUSED | local);
        self.at = self.at.wrapping_add(local.is_some().into());
        self.keep(OPCODES, &[opcode]);
        opcode
    }

    fn function(&mut self) {
        skip_number(self.module, &mut self.at);
        walk::body(self);
    }
}

fn write(streams: &[Vec<u8>; STREAMS]) -> String {
    let orders: Vec<_> = (0..ORDERS).map(|order| by_frequency(streams, order)).collect();
    let mut head = Writer { text: String::new() };
    for order in &orders {
        head.order(order);
    }
    let mut rest = Writer { text: String::new() };
    for (index, stream) in streams.iter().enumerate() {
        let order = orders.get(order_of(index)).map_or(&[][..], Vec::as_slice);
        let begin = rest.text.len();
        for byte in stream {
            rest.rank(place_of(*byte, order));
        }
        head.length(rest.text.len().wrapping_sub(begin));
    }
    head.text + &rest.text
}

/// The commonest bytes come first, and then the others as they count.
fn by_frequency(streams: &[Vec<u8>; STREAMS], order: usize) -> Vec<u8> {
    let of_order = streams.iter().enumerate().filter(|&(stream, _)| order_of(stream) == order);
    let mut counts: Vec<(usize, u8)> = (0..=255).map(|byte| (0, byte)).collect();
    for byte in of_order.flat_map(|(_, bytes)| bytes) {
        if let Some((count, _)) = counts.get_mut(usize::from(*byte)) {
            *count = count.wrapping_add(1);
        }
    }
    counts.sort_by_key(|(count, _)| core::cmp::Reverse(*count));
    let mut bytes: Vec<u8> = counts.into_iter().map(|(_, byte)| byte).collect();
    if let Some(rest) = bytes.get_mut(usize::from(CHARACTERS)..) {
        rest.sort_unstable();
    }
    bytes
}

fn place_of(byte: u8, order: &[u8]) -> u8 {
    order.iter().position(|other| *other == byte).unwrap_or_default() as u8
}

struct Writer {
    text: String,
}

impl Writer {
    /// The common bytes of an order, each by its place among those that have not come before it.
    fn order(&mut self, order: &[u8]) {
        let mut rest: Vec<u8> = (0..=255).collect();
        for (to, byte) in order.iter().take(CHARACTERS.into()).enumerate() {
            let from = place_of(*byte, &rest);
            self.rank(from);
            rest.remove(from.into());
            rest.insert(to, *byte);
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
