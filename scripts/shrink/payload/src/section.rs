//! Finds the functions in a module.

const CODE: u8 = 10;
/// Where the first section begins.
const FIRST: usize = 8;

/// Where it says how many functions there are; the end of what has none.
pub(crate) fn functions(module: &[u8]) -> usize {
    let mut at = FIRST;
    while let Some(id) = module.get(at) {
        at = at.wrapping_add(1);
        let length = skip_number(module, &mut at);
        if *id == CODE {
            return at;
        }
        at = at.saturating_add(length);
    }
    module.len()
}

/// Reads a number in LEB128, and passes it.
pub(crate) fn skip_number(module: &[u8], at: &mut usize) -> usize {
    let mut value = 0;
    let mut shift = 0_u32;
    while let Some(byte) = module.get(*at) {
        *at = at.wrapping_add(1);
        value |= usize::from(byte & 0x7f).wrapping_shl(shift);
        shift = shift.wrapping_add(7);
        if *byte < 0x80 {
            break;
        }
    }
    value
}
