//! The error of the client.

use std::fmt;

use wasm_bindgen::prelude::*;

use super::diagnosis::Diagnosis;
use super::js_modules::to_text;
use super::js_value::get;
use crate::engine::Call;
use crate::protocol::text::invalid::Invalid;

/// What is wrong, as far as a program may want to decide by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The API answered with an error, or sent one in a stream.
    Api,
    /// There was no answer.
    Connection,
    /// The answer took longer than the timeout.
    Timeout,
    /// The answer broke off.
    Incomplete,
    /// The answer is not what was asked for: no JSON, or JSON that does not fit the type.
    Decode,
    /// What the program gave cannot be used: an option, a parameter, a name.
    Invalid,
}

/// Why a call gave no result.
#[derive(Clone, Debug)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    status: Option<u16>,
    code: Option<String>,
    request_id: Option<String>,
    cause: Option<String>,
    diagnosis: Option<Diagnosis>,
}

impl Error {
    /// What is wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What is wrong, in words.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The code that the API gave, such as `rate_limit_exceeded`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The id under which the API knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// What `fetch`, or the parser, threw.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// What the failure of a request means, and what helps.
    pub fn diagnosis(&self) -> Option<&Diagnosis> {
        self.0.diagnosis.as_ref()
    }

    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            status: None,
            code: None,
            request_id: None,
            cause: None,
            diagnosis: None,
        }))
    }

    /// What JavaScript threw: it speaks of what the program gave.
    pub(super) fn invalid(thrown: &JsValue) -> Self {
        Self::new(ErrorKind::Invalid, text_of(thrown))
    }

    /// A failure of which the call knows what it means.
    pub(super) fn diagnosed(kind: ErrorKind, message: &str, call: &Call) -> Self {
        let mut error = Self::new(kind, message);
        error.0.diagnosis = Some(call.diagnose(|diagnosis| Diagnosis::from(diagnosis)));
        error
    }

    /// The same, with what helps in its words.
    pub(super) fn with_remedy(kind: ErrorKind, what: &str, call: &Call) -> Self {
        let mut error = Self::diagnosed(kind, what, call);
        if let Some(Diagnosis { remedy, .. }) = &error.0.diagnosis {
            [what, remedy].join(" ").trim_start().clone_into(&mut error.0.message);
        }
        error
    }

    /// The same with what the API said; `None`: it said so in a stream that had begun well.
    pub(super) fn answered(
        mut self,
        status: Option<u16>,
        code: &str,
        request_id: Option<String>,
    ) -> Self {
        self.0.status = status;
        self.0.code = (!code.is_empty()).then(|| code.to_owned());
        self.0.request_id = request_id;
        self
    }

    pub(super) fn because(mut self, thrown: &JsValue) -> Self {
        self.0.cause = Some(text_of(thrown));
        self
    }

    /// The same for what may repeat a key of the call.
    pub(super) fn because_in(mut self, call: &Call, thrown: &JsValue) -> Self {
        self.0.cause = Some(call.mask(text_of(thrown)));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

/// What a program gave cannot be used.
impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::new(ErrorKind::Invalid, invalid.as_str())
    }
}

/// Somebody whose functions end in JavaScript hands the error on with `?`.
impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        js_sys::Error::new(&error.0.message).into()
    }
}

/// The message of something thrown, or itself as text.
fn text_of(thrown: &JsValue) -> String {
    get(thrown, "message").as_string().unwrap_or_else(|| to_text(thrown))
}
