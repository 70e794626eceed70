//! How patient a call is: the options about time.

use wasm_bindgen::prelude::*;

use super::value;
use crate::protocol::invalid::Invalid;
use crate::protocol::options::{Kind, Name};

/// How long a request may take, in milliseconds.
const TIMEOUT: f64 = 600_000.0;

/// How often a request may be sent again.
const MAX_RETRIES: u32 = 2;

/// The longest wait before a retry, in milliseconds.
const MAX_RETRY_DELAY: u64 = 60_000;

/// How patient a call is.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// Milliseconds until the headers, and a body that is no stream, must be here.
    pub(super) timeout: f64,
    /// Milliseconds until the first bytes of a stream must be here.
    pub(super) first_byte_timeout: f64,
    /// Milliseconds that may pass between two chunks of a stream.
    pub(super) idle_timeout: f64,
    pub(super) max_retries: u32,
    /// Milliseconds.
    pub(super) max_retry_delay: u64,
    /// Whether a stream may end without its end marker.
    pub(super) lenient_streams: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: TIMEOUT,
            first_byte_timeout: f64::INFINITY,
            idle_timeout: f64::INFINITY,
            max_retries: MAX_RETRIES,
            max_retry_delay: MAX_RETRY_DELAY,
            lenient_streams: false,
        }
    }
}

impl Limits {
    /// Takes an option that is about patience; `false` if it is none of these.
    pub(super) fn apply(
        &mut self,
        option: Name,
        name: &str,
        kind: Kind,
        value: &JsValue,
    ) -> Result<bool, Invalid> {
        let number = || value::number(kind, name, value);
        match option {
            Name::Timeout => self.timeout = number()?,
            Name::FirstByteTimeout => self.first_byte_timeout = number()?,
            Name::IdleTimeout => self.idle_timeout = number()?,
            Name::MaxRetries => self.max_retries = number()? as u32,
            Name::MaxRetryDelay => self.max_retry_delay = number()? as u64,
            Name::LenientStreams => self.lenient_streams = value.is_truthy(),
            _ => return Ok(false),
        }
        Ok(true)
    }
}
