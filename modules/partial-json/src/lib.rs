//! The machine of `src/protocol/partial_json` for JavaScript, without the client around it.
//!
//! JavaScript keeps the state of each text itself: it writes it here before a piece, and reads it
//! after. So nothing here is allocated, and nothing has to be freed.
#![allow(unsafe_code)]

#[path = "../../../src/protocol/partial_json/mod.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the client for Rust uses more of it")]
mod partial_json;

use core::cell::UnsafeCell;
use partial_json::{Machine, Status};

/// How many units of UTF-16 a piece may have.
const PIECE: usize = 4096;

/// A unit makes no more than three edits, and two units no more than four.
const EDITS: usize = PIECE * 2 + 2;

/// What JavaScript reads and writes, in this order.
#[repr(C)]
struct Room {
    status: u32,
    taken: u32,
    edits: [u32; EDITS],
    piece: [u16; PIECE],
    machine: Machine,
}

/// A module has one thread.
struct Shared(UnsafeCell<Room>);

// SAFETY: a module has one thread, and no export is called while another runs.
unsafe impl Sync for Shared {}

static ROOM: Shared = Shared(UnsafeCell::new(Room {
    status: 0,
    taken: 0,
    edits: [0; EDITS],
    piece: [0; PIECE],
    machine: Machine::new(),
}));

/// Where the room is.
#[unsafe(no_mangle)]
pub extern "C" fn room() -> *const u8 {
    ROOM.0.get().cast::<u8>().cast_const()
}

/// How many bytes the state of a text has.
#[unsafe(no_mangle)]
pub extern "C" fn size() -> usize {
    size_of::<Machine>()
}

/// Puts the state of a text that has not begun into the room, and gives its place there.
#[unsafe(no_mangle)]
pub extern "C" fn start() -> usize {
    // SAFETY: nothing else holds the room.
    let room = unsafe { &mut *ROOM.0.get() };
    room.machine = Machine::new();
    core::mem::offset_of!(Room, machine)
}

/// Reads so many units of the piece, and gives how many edits they made.
#[unsafe(no_mangle)]
pub extern "C" fn push(length: usize) -> usize {
    // SAFETY: nothing else holds the room.
    let room = unsafe { &mut *ROOM.0.get() };
    let Some(piece) = room.piece.get(..length) else { return 0 };
    let mut count = 0_usize;
    let edits = &mut room.edits;
    room.taken = room.machine.push(piece, |edit| {
        if let Some(place) = edits.get_mut(count) {
            *place = edit.encoded();
            count = count.wrapping_add(1);
        }
    }) as u32;
    room.status = match room.machine.status() {
        Status::Open => 0,
        Status::Complete => 1,
        Status::Invalid => 2,
    };
    count
}
