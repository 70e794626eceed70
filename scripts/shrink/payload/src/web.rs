//! The same for JavaScript, which gives addresses: it grows the memory, and writes what is to be read.
#![allow(unsafe_code)]

use core::slice::from_raw_parts_mut;

/// Reads a text of that length at that address, and writes the module behind it.
///
/// # Safety
/// The memory has to reach as far as both.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn join(at: *mut u8, text: usize, module: usize) -> usize {
    // SAFETY: the caller has grown the memory, and nothing else is in it.
    let (text, module) =
        unsafe { (from_raw_parts_mut(at, text), from_raw_parts_mut(at.add(text), module)) };
    crate::join(text, module)
}

/// Levels a module of that length at that address, and writes its text behind it.
///
/// # Safety
/// The memory has to reach as far as both.
#[cfg(feature = "split")]
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn split(at: *mut u8, module: usize, text: usize) -> usize {
    // SAFETY: the caller has grown the memory for this alone.
    let (module, room) =
        unsafe { (from_raw_parts_mut(at, module), from_raw_parts_mut(at.add(module), text)) };
    crate::level(module);
    let text = crate::split(module);
    let Some(room) = room.get_mut(..text.len()) else { return 0 };
    room.copy_from_slice(text.as_bytes());
    text.len()
}
