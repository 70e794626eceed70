//! Where each name stood before among many, without looking through all of them.

/// For each name where the same one stood last before it; `usize::MAX`: nowhere.
#[inline(never)]
pub(in crate::protocol) fn earlier(names: &[&str]) -> Vec<usize> {
    // A table of which no more than half is taken; its length is a power of two.
    let mut table = vec![usize::MAX; names.len().saturating_mul(2).next_power_of_two()];
    let mask = table.len().wrapping_sub(1);
    let mut found = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let mut place = hash(name) as usize;
        while let Some(known) = table.get_mut(place & mask) {
            if names.get(*known).is_none_or(|known| known == name) {
                found.push(std::mem::replace(known, at));
                break;
            }
            place = place.wrapping_add(1);
        }
    }
    found
}

/// FNV-1a, its upper half laid over the lower one.
fn hash(name: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in name.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^ hash >> 16
}
