//! A list from which what is chosen moves to the front.

/// Each byte once; chosen is one by its place.
#[derive(Clone, Copy)]
pub(crate) struct Recent(pub(crate) [u8; 256]);

impl Recent {
    /// The bytes as they count.
    pub(crate) fn new() -> Self {
        let mut list = [0; 256];
        for (byte, place) in list.iter_mut().enumerate() {
            *place = byte as u8;
        }
        Self(list)
    }

    pub(crate) fn get(&self, place: u8) -> u8 {
        self.0.get(usize::from(place)).copied().unwrap_or_default()
    }

    /// Moves what stands at a place to another one further in front, and tells what it is.
    pub(crate) fn take(&mut self, from: u8, to: u8) -> u8 {
        let taken = self.get(from);
        let mut carried = taken;
        for place in self.0.get_mut(to.into()..=from.into()).unwrap_or_default() {
            core::mem::swap(place, &mut carried);
        }
        taken
    }

    #[cfg(feature = "split")]
    pub(crate) fn place_of(&self, byte: u8) -> u8 {
        self.0.iter().position(|other| *other == byte).unwrap_or_default() as u8
    }
}
