//! Goes through a module from the first byte to the last, and tells which stream each byte is of.

use crate::stream::{
    AFTER, BEFORE, CALLS, DECLARATIONS, INTEGERS, LABELS, LONGS, OFFSETS, OTHERS, Stream, TYPES,
};

pub(crate) const END: u8 = 0x0b;
pub(crate) const LOCAL_GET: u8 = 0x20;
pub(crate) const INTEGER: u8 = 0x41;
/// What is commonest are opcodes of their own: one of the sixteen locals that were used last, and the
/// numbers zero and one.
pub(crate) const RECENT_LOCAL: u8 = 0xe0;
pub(crate) const SMALL_INTEGER: u8 = 0xf0;

/// Hands out a module byte by byte, and passes it on.
pub(crate) trait Tape {
    /// Whether there is more, or room for more.
    fn goes_on(&self) -> bool;
    /// Takes what comes before the functions, or after them.
    fn all(&mut self, stream: Stream);
    /// Takes a byte of a function.
    fn byte(&mut self, stream: Stream) -> u8;
    /// Takes an opcode, or one with what follows it in one.
    fn opcode(&mut self) -> u8;
    /// Takes the index of a local, which the streams count from the one that was used last.
    fn local(&mut self);
    /// Takes the hint at how an access is aligned, which is always the same.
    fn alignment(&mut self);
    /// Takes a function with its length, which the streams leave out.
    fn function(&mut self);
}

pub(crate) fn module(tape: &mut impl Tape) {
    tape.all(BEFORE);
    let mut functions = number(tape, DECLARATIONS);
    while functions > 0 && tape.goes_on() {
        tape.function();
        functions = functions.wrapping_sub(1);
    }
    tape.all(AFTER);
}

pub(crate) fn body(tape: &mut impl Tape) {
    let kinds = number(tape, DECLARATIONS);
    numbers(tape, DECLARATIONS, kinds.wrapping_mul(2));
    let mut depth = 0_u32;
    loop {
        let opcode = tape.opcode();
        match opcode {
            0x02..=0x04 => depth = depth.wrapping_add(1),
            END if depth == 0 => return,
            END => depth = depth.wrapping_sub(1),
            _ => {}
        }
        immediates(tape, opcode);
    }
}

/// Takes what follows an opcode.
fn immediates(tape: &mut impl Tape, opcode: u8) {
    let (stream, count) = match opcode {
        0x02..=0x04 => (TYPES, 1),
        0x0c | 0x0d => (LABELS, 1),
        0x0e => (LABELS, number(tape, LABELS).wrapping_add(1)),
        0x10 => (CALLS, 1),
        0x11 => (OTHERS, 2),
        LOCAL_GET..=0x22 => return tape.local(),
        0x1c => (OTHERS, number(tape, OTHERS)),
        0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => (OTHERS, 1),
        0x28..=0x3e => {
            tape.alignment();
            (OFFSETS, 1)
        }
        INTEGER => (INTEGERS, 1),
        0x42 => (LONGS, 1),
        0x43 => return bytes(tape, 4),
        0x44 => return bytes(tape, 8),
        0xfc => match number(tape, OTHERS) {
            0..=7 => return,
            9 | 11 | 13 | 15..=17 => (OTHERS, 1),
            _ => (OTHERS, 2),
        },
        _ => return,
    };
    numbers(tape, stream, count);
}

fn bytes(tape: &mut impl Tape, count: u32) {
    for _ in 0..count {
        tape.byte(OTHERS);
    }
}

fn numbers(tape: &mut impl Tape, stream: Stream, mut count: u32) {
    while count > 0 && tape.goes_on() {
        number(tape, stream);
        count = count.wrapping_sub(1);
    }
}

/// Takes a number in LEB128; of a negative or long one, the value does not matter.
pub(crate) fn number(tape: &mut impl Tape, stream: Stream) -> u32 {
    let mut value = 0_u32;
    let mut shift = 0_u32;
    loop {
        let byte = tape.byte(stream);
        value |= u32::from(byte & 0x7f).wrapping_shl(shift);
        shift = shift.wrapping_add(7);
        if byte < 0x80 {
            return value;
        }
    }
}
