//! Who a call is for: places, scopes and the labels of keys.

pub mod key_label;
pub mod origin;
pub mod place;
pub mod scope;
pub mod sent;
