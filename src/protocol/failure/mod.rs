//! What a failed answer means, whether to try again, and what helps.

pub mod classify;
pub mod diagnosis;
pub mod kind;
pub mod public_text;
pub mod rate_limit_headers;
pub mod rate_limit_text;
pub mod remedy;
pub mod retry;
pub mod unit;
