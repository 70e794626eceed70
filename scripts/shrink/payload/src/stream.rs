//! What a module consists of: the streams, in the order in which the text has them.

pub(crate) type Stream = usize;

/// The functions' locals, with the number of functions first.
pub(crate) const DECLARATIONS: Stream = 0;
pub(crate) const OFFSETS: Stream = 1;
pub(crate) const VARIABLES: Stream = 2;
pub(crate) const LONGS: Stream = 3;
pub(crate) const INTEGERS: Stream = 4;
pub(crate) const OPCODES: Stream = 5;
/// The numbers of all that is rare.
pub(crate) const OTHERS: Stream = 6;
pub(crate) const TYPES: Stream = 7;
pub(crate) const LABELS: Stream = 8;
/// What comes after the functions: first of all, data.
pub(crate) const AFTER: Stream = 9;
pub(crate) const BEFORE: Stream = 10;
pub(crate) const CALLS: Stream = 11;
pub(crate) const STREAMS: usize = 12;

/// Streams whose bytes are of a kind share an order of frequency.
pub(crate) const ORDERS: usize = 3;

pub(crate) fn order_of(stream: Stream) -> usize {
    match stream {
        OPCODES => 1,
        AFTER | BEFORE => 2,
        _ => 0,
    }
}
