//! Who a call is for: places, scopes and the labels of keys.

pub mod key_label;
pub mod place;
pub mod scope;
