//! What was used most recently, of which only so much is remembered.

/// Things in the order of their use, the latest last.
///
/// They are boxed, so that one code moves those of every kind.
#[derive(Clone, Debug)]
pub(in crate::protocol) struct Lru<T>(Vec<Box<T>>);

impl<T> Default for Lru<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Lru<T> {
    /// Starts with nothing.
    pub(in crate::protocol) const fn new() -> Self {
        Self(Vec::new())
    }

    /// All of them.
    pub(in crate::protocol) fn all(&self) -> &[Box<T>] {
        &self.0
    }

    /// The latest that is the one.
    #[inline(never)]
    pub(in crate::protocol) fn find(&self, is_it: &dyn Fn(&T) -> bool) -> Option<&T> {
        self.0.iter().rfind(|known| is_it(known)).map(|known| &**known)
    }

    /// Takes out the latest that is the one.
    #[inline(never)]
    pub(in crate::protocol) fn take(&mut self, is_it: &dyn Fn(&T) -> bool) -> Option<Box<T>> {
        let index = self.0.iter().rposition(|known| is_it(known))?;
        Some(self.0.remove(index))
    }

    /// Adds one behind the last that is to stand before it.
    #[inline(never)]
    pub(in crate::protocol) fn put(&mut self, thing: Box<T>, is_before: &dyn Fn(&T) -> bool) {
        let last = self.0.iter().rposition(|known| is_before(known));
        self.0.insert(last.map_or(0, |last| last.wrapping_add(1)), thing);
    }

    /// Makes room for another one where so many are the most: takes out the first that may go.
    #[inline(never)]
    pub(in crate::protocol) fn forget(
        &mut self,
        most: usize,
        may_go: &dyn Fn(&T) -> bool,
    ) -> Option<Box<T>> {
        if self.0.len() < most {
            return None;
        }
        let index = self.0.iter().position(|known| may_go(known));
        Some(self.0.remove(index.unwrap_or(0)))
    }
}
