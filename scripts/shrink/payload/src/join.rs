//! Makes the module of the text.

use crate::alphabet::{CHARACTERS, Characters};
use crate::recent::Recent;
use crate::stream::{OPCODES, ORDERS, STREAMS, Stream, VARIABLES, order_of};
use crate::walk::{self, END, INTEGER, LOCAL_GET, RECENT_LOCAL, SMALL_INTEGER, Tape};

/// The longest number that says how long a function is: so much room is needed behind the module.
pub const LONGEST: usize = 5;

/// Fills in the module, and says how long it is. Of a text that is not whole, there is no saying what
/// comes; but it comes to an end.
pub fn join(text: &[u8], module: &mut [u8]) -> usize {
    let mut joiner = Joiner {
        characters: Characters::new(text),
        orders: [Recent::new(); ORDERS],
        none: Recent::new(),
        locals: Recent::new(),
        streams: [Range::default(); STREAMS],
        module,
        size: 0,
    };
    joiner.read_head();
    walk::module(&mut joiner);
    joiner.size
}

/// Where the rest of a stream is.
#[derive(Clone, Copy, Default)]
struct Range {
    begin: usize,
    end: usize,
}

struct Joiner<'a> {
    characters: Characters<'a>,
    orders: [Recent; ORDERS],
    /// The locals of a function that has used none.
    none: Recent,
    locals: Recent,
    streams: [Range; STREAMS],
    module: &'a mut [u8],
    size: usize,
}

impl Joiner<'_> {
    fn read_head(&mut self) {
        let mut at = 0;
        for order in &mut self.orders {
            // The commonest bytes come first, and then the others as they count.
            for to in 0..CHARACTERS {
                order.take(self.characters.rank(&mut at), to);
            }
        }
        for range in &mut self.streams {
            for _ in 0..3 {
                range.end = range.end << 8 | usize::from(self.characters.rank(&mut at));
            }
        }
        for range in &mut self.streams {
            range.begin = at;
            at = at.wrapping_add(range.end);
            range.end = at;
        }
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.module.get_mut(self.size) {
            *place = byte;
        }
        self.size = self.size.wrapping_add(1);
    }

    fn next(&mut self, stream: Stream) -> u8 {
        let Some(range) = self.streams.get_mut(stream) else { return END };
        if range.begin >= range.end {
            return END;
        }
        let rank = self.characters.rank(&mut range.begin);
        self.orders.get(order_of(stream)).map_or(END, |order| order.get(rank))
    }

    fn push_local(&mut self, place: u8) {
        let local = self.locals.take(place, 0);
        self.push(local);
    }

    fn push_number(&mut self, mut value: usize) {
        while value >= 0x80 {
            self.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.push(value as u8);
    }
}

impl Tape for Joiner<'_> {
    fn goes_on(&self) -> bool {
        self.size < self.module.len()
    }

    fn all(&mut self, stream: Stream) {
        let Some(Range { mut begin, end }) = self.streams.get(stream).copied() else { return };
        let Some(order) = self.orders.get(order_of(stream)).copied() else { return };
        while begin < end {
            let rank = self.characters.rank(&mut begin);
            self.push(order.get(rank));
        }
    }

    fn byte(&mut self, stream: Stream) -> u8 {
        let byte = self.next(stream);
        self.push(byte);
        byte
    }

    fn opcode(&mut self) -> u8 {
        let opcode = self.next(OPCODES);
        match opcode {
            RECENT_LOCAL..SMALL_INTEGER => {
                self.push(LOCAL_GET);
                self.push_local(opcode & 0x0f);
            }
            SMALL_INTEGER..=0xf1 => {
                self.push(INTEGER);
                self.push(opcode & 0x0f);
            }
            _ => self.push(opcode),
        }
        opcode
    }

    fn local(&mut self) {
        let place = self.next(VARIABLES);
        if place < 0x80 {
            return self.push_local(place);
        }
        self.push(place);
        walk::number(self, VARIABLES);
    }

    fn alignment(&mut self) {
        self.push(0);
    }

    fn function(&mut self) {
        let start = self.size;
        let begin = start.wrapping_add(LONGEST);
        self.size = begin;
        self.locals = self.none;
        walk::body(self);
        let end = self.size;
        self.size = start;
        self.push_number(end.wrapping_sub(begin));
        let to = self.size;
        if let Some(room) = self.module.get_mut(to..end) {
            room.copy_within(begin.wrapping_sub(to).., 0);
        }
        self.size = end.wrapping_sub(begin).wrapping_add(to);
    }
}
