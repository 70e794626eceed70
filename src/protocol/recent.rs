//! What was used most recently, of which only so much is remembered.

/// Things in the order of their use, the latest last.
///
/// They are boxed, so that one code moves those of every kind.
#[derive(Clone, Debug)]
pub(super) struct Recent<T>(Vec<Box<T>>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Recent<T> {
    /// Starts with nothing.
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Box<T>] {
        &self.0
    }

    /// The latest that is the one.
    pub(super) fn find(&self, is_it: &dyn Fn(&T) -> bool) -> Option<&T> {
        self.0.iter().rfind(|known| is_it(known)).map(|known| &**known)
    }

    /// Takes out the latest that is the one.
    pub(super) fn take(&mut self, is_it: &dyn Fn(&T) -> bool) -> Option<Box<T>> {
        let index = self.0.iter().rposition(|known| is_it(known))?;
        Some(self.0.remove(index))
    }

    /// Adds one behind the last that is to stand before it; where there are too many, the first
    /// that may go is forgotten.
    pub(super) fn put(
        &mut self,
        thing: Box<T>,
        most: usize,
        may_go: &dyn Fn(&T) -> bool,
        is_before: &dyn Fn(&T) -> bool,
    ) {
        if self.0.len() >= most {
            let index = self.0.iter().position(|known| may_go(known));
            self.0.remove(index.unwrap_or(0));
        }
        let last = self.0.iter().rposition(|known| is_before(known));
        self.0.insert(last.map_or(0, |last| last.wrapping_add(1)), thing);
    }
}
