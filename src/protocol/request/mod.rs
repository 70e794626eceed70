//! What a request is made of: its endpoint, options, headers and URL.

pub mod endpoint;
pub mod headers;
pub mod options;
pub mod query;
pub mod url;
