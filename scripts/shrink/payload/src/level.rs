//! Takes out of a module what means nothing.

use crate::section::{functions, skip_number};
use crate::stream::{BEFORE, OPCODES, Stream, VARIABLES};
use crate::walk::{self, END, Tape};

/// Sets every hint at how an access is aligned to "not at all": engines for today's processors pay
/// them no heed, and the same number everywhere compresses to nothing.
pub fn level(module: &mut [u8]) {
    walk::module(&mut Leveller { module, at: 0 });
}

struct Leveller<'a> {
    module: &'a mut [u8],
    at: usize,
}

impl Tape for Leveller<'_> {
    fn goes_on(&self) -> bool {
        self.at < self.module.len()
    }

    fn all(&mut self, stream: Stream) {
        self.at = if stream == BEFORE { functions(self.module) } else { self.module.len() };
    }

    fn byte(&mut self, _: Stream) -> u8 {
        let byte = self.module.get(self.at).copied().unwrap_or(END);
        self.at = self.at.wrapping_add(1);
        byte
    }

    fn opcode(&mut self) -> u8 {
        self.byte(OPCODES)
    }

    fn local(&mut self) {
        walk::number(self, VARIABLES);
    }

    fn alignment(&mut self) {
        if let Some(byte) = self.module.get_mut(self.at) {
            *byte = 0;
        }
        self.at = self.at.wrapping_add(1);
    }

    fn function(&mut self) {
        skip_number(self.module, &mut self.at);
        walk::body(self);
    }
}
