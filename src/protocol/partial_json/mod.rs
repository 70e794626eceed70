//! JSON that is not whole yet: each unit of its text is seen once.

mod edit;
mod machine;
mod number;

pub use edit::Edit;
pub use machine::{DEEPEST, Machine, Status};
