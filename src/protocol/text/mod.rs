//! How texts are searched, and how numbers, times and JSON are read and written.

pub mod did_you_mean;
pub mod invalid;
pub mod json_members;
pub mod json_writer;
pub(in crate::protocol) mod lru;
pub(in crate::protocol) mod name_index;
pub mod number;
pub mod percent;
pub mod scan;
pub mod secret;
pub mod time;
pub mod url_scheme;
pub(in crate::protocol) mod utf8;
pub mod word_scan;
