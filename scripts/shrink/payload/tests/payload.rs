//! A module becomes text and a module again.

use payload::{LONGEST, join, level, split};

/// `(module (type (func)) …)` with these bodies, each of locals and instructions, and data behind them.
fn module_of(bodies: &[&[u8]]) -> Vec<u8> {
    let functions: Vec<u8> = bodies.iter().flat_map(|body| long(body)).collect();
    let code = [&[bodies.len() as u8][..], &functions].concat();
    let declared = [&[bodies.len() as u8][..], &vec![0; bodies.len()]].concat();
    let head = [&b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03"[..], &long(&declared)].concat();
    [&head[..], b"\x0a", &long(&code), b"\x0b\x0b\x01\0\x41\0\x0b\x05 \"`<\xff"].concat()
}

/// Bytes after their number.
fn long(bytes: &[u8]) -> Vec<u8> {
    let mut long = Vec::new();
    let mut rest = bytes.len();
    while rest >= 0x80 {
        long.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    long.push(rest as u8);
    [&long[..], bytes].concat()
}

fn round_trip(module: &[u8]) -> Vec<u8> {
    joined(split(module).as_bytes(), module.len().wrapping_add(LONGEST))
}

fn joined(text: &[u8], room: usize) -> Vec<u8> {
    let mut module = vec![0; room];
    let size = join(text, &mut module);
    assert!(size <= room, "{size} bytes in a room of {room}");
    module.truncate(size);
    module
}

/// Every kind of instruction that has something behind it.
const KINDS: &[(&str, &[u8])] = &[
    ("no instruction", b"\0\x0b"),
    ("locals", b"\x02\x03\x7f\x81\x01\x7e\x0b"),
    ("blocks", b"\0\x02\x40\x03\x7f\x04\x40\x05\x0b\x0b\x0b\x0b"),
    ("branches", b"\0\x0c\0\x0d\x01\x0e\x02\0\x01\x02\x0b"),
    ("calls", b"\0\x10\x80\x01\x11\x02\0\x0b"),
    ("variables", b"\0\x20\0\x20\x0f\x20\x10\x20\xff\x01\x21\x01\x22\x02\x23\0\x24\0\x0b"),
    ("memory", b"\0\x28\0\x80\x08\x36\0\x04\x3f\0\x40\0\x0b"),
    ("numbers", b"\0\x41\x7f\x42\x80\x80\x80\x80\x80\x80\x80\x80\x80\x7f\x1a\x0b"),
    ("floats", b"\0\x43\x80\x80\x80\x0b\x44\x0b\x0b\x0b\x0b\x80\x80\x80\x80\xa0\x0b"),
    ("references", b"\0\xd0\x6f\x1a\xd2\x80\x01\xd1\x25\0\x26\0\x1c\x01\x6f\x0b"),
    ("what begins with fc", b"\0\xfc\0\xfc\x0a\0\0\xfc\x0b\0\xfc\x08\x01\0\xfc\x09\x01\x0b"),
];

#[test]
fn a_module_comes_back_as_it_was() {
    for (case, body) in KINDS {
        let module = module_of(&[body, body]);
        assert_eq!(round_trip(&module), module, "{case}");
    }
    let all: Vec<_> = KINDS.iter().map(|(_, body)| *body).collect();
    let module = module_of(&all);
    assert_eq!(round_trip(&module), module);
}

#[test]
fn a_function_may_have_any_length() {
    for length in [0, 1, 124, 125, 126, 127, 128, 16_380, 16_384, 70_000] {
        let body = [&b"\0"[..], &vec![1; length], b"\x0b"].concat();
        let module = module_of(&[&body, b"\0\x0b"]);
        assert_eq!(round_trip(&module), module, "{length}");
    }
}

#[test]
fn every_byte_can_be_written() {
    let bytes: Vec<u8> = (0..=255).collect();
    let module = [module_of(&[b"\0\x0b"]), b"\0\x82\x02\x01a".to_vec(), bytes].concat();
    assert_eq!(round_trip(&module), module);
}

#[test]
fn the_text_needs_no_escape() {
    let text = split(&module_of(&[KINDS[8].1]));
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !b"\"'`\\$<".contains(&byte);
    assert!(text.bytes().all(is_plain), "{text}");
}

#[test]
fn what_is_no_module_or_has_no_functions_comes_to_an_end() {
    for module in [&b"\0asm\x01\0\0\0"[..], b"\0asm\x01\0\0\0\0\x03\x01ab", b"", &[0xff; 99]] {
        level(&mut module.to_vec());
        joined_somehow(split(module).as_bytes(), module.len());
    }
}

#[test]
fn hints_at_alignment_are_taken_out_and_nothing_else() {
    let mut module = module_of(&[b"\0\x28\x02\x80\x08\x36\x01\x02\x41\x02\x0b"]);
    level(&mut module);
    assert_eq!(module, module_of(&[b"\0\x28\0\x80\x08\x36\0\x02\x41\x02\x0b"]));
}

#[test]
fn a_text_that_is_cut_off_comes_to_an_end() {
    let all: Vec<_> = KINDS.iter().map(|(_, body)| *body).collect();
    let module = module_of(&all);
    let text = split(&module);
    for length in 0..text.len() {
        joined_somehow(&text.as_bytes()[..length], module.len());
    }
}

#[test]
fn a_text_that_is_damaged_comes_to_an_end() {
    let all: Vec<_> = KINDS.iter().map(|(_, body)| *body).collect();
    let module = module_of(&all);
    let text = split(&module).into_bytes();
    for at in 0..text.len() {
        for byte in [b' ', b'~', 0xff] {
            let mut damaged = text.clone();
            damaged[at] = byte;
            joined_somehow(&damaged, module.len());
        }
    }
}

/// What comes is no module, but it is no more than there is room for.
fn joined_somehow(text: &[u8], length: usize) {
    let mut module = vec![0; length.wrapping_add(LONGEST)];
    join(text, &mut module);
}
