//! Where a call goes next, and what became of it.

pub mod attempts;
pub mod choose;
pub mod meta;
