//! Bytes as characters that need no escape in any string of JavaScript.
//!
//! The commonest bytes take one character each, the others two.

/// How many characters there are.
pub(crate) const CHARACTERS: u8 = 89;
/// How many of them stand alone; each of the others begins a pair.
pub(crate) const SINGLES: u8 = CHARACTERS - 2;

pub(crate) fn is_used(character: u8) -> bool {
    let is_escaped = matches!(character, b'"' | b'$' | b'\'' | b'<' | b'\\' | b'`');
    matches!(character, b' '..=b'~') && !is_escaped
}

/// Reads characters as ranks: the commonest byte has the rank 0.
pub(crate) struct Characters<'a> {
    text: &'a [u8],
    /// The rank of each character.
    ranks: [u8; 256],
}

impl<'a> Characters<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        let mut ranks = [0; 256];
        let mut rank = 0_u8;
        for (character, place) in ranks.iter_mut().enumerate() {
            *place = rank;
            rank = rank.wrapping_add(is_used(character as u8).into());
        }
        Self { text, ranks }
    }

    /// Reads what stands there, and goes past it.
    #[inline]
    pub(crate) fn rank(&self, at: &mut usize) -> u8 {
        let first = self.character(at);
        if first < SINGLES {
            return first;
        }
        let pair = first.wrapping_sub(SINGLES).wrapping_mul(CHARACTERS);
        pair.wrapping_add(self.character(at)).wrapping_add(SINGLES)
    }

    #[inline]
    fn character(&self, at: &mut usize) -> u8 {
        let character = self.text.get(*at).copied().unwrap_or_default();
        *at = at.wrapping_add(1);
        self.ranks.get(usize::from(character)).copied().unwrap_or_default()
    }
}
