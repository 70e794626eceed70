//! An answer with the call behind it, and how its body is read.

use std::rc::Rc;

use gloo_net::http::Response;
use serde::de::DeserializeOwned;

use super::error::{Error, ErrorKind};
use super::failures::broken_connection;
use super::json::{self, from_text, record_usage};
use super::watch::Watch;
use crate::engine::Call;
use crate::protocol::failure::classify::{Failure, FailureCause};
use crate::protocol::text::secret::mask_url;

/// An answer that is no error.
pub(super) struct Exchange {
    pub(super) call: Rc<Call>,
    pub(super) watch: Watch,
    pub(super) response: Response,
}

impl Exchange {
    pub(super) fn new(call: Rc<Call>, watch: Watch, response: Response) -> Self {
        Self { call, watch, response }
    }

    /// The body as a value of a type.
    pub(super) async fn read<T: DeserializeOwned>(self) -> Result<T, Error> {
        let text = self.body().await?;
        from_text(&self.call, &text)
    }

    /// The body as it is.
    pub(super) async fn bytes(self) -> Result<Vec<u8>, Error> {
        let read = self.response.binary().await;
        let bytes = read.map_err(|problem| self.broke_off(&problem.to_string()))?;
        self.watch.finish();
        Ok(bytes)
    }

    /// The body as JSON, which a text that is none becomes as well.
    async fn body(&self) -> Result<String, Error> {
        if self.response.status() == 204 {
            self.watch.finish();
            record_usage(&self.call, "");
            return Ok(String::new());
        }
        let read = self.response.text().await;
        let text = read.map_err(|problem| self.broke_off(&problem.to_string()))?;
        self.watch.finish();
        record_usage(&self.call, &text);
        let kind = self.media_type();
        if kind.contains("application/json") || kind.ends_with("+json") {
            return Ok(text);
        }
        if kind == "text/html" {
            let (name, url) = (self.call.name(), mask_url(&self.call.url()));
            let message = [name, " answered with an HTML page: is ", &url, " the API?"].concat();
            return Err(Error::new(ErrorKind::Decode, message));
        }
        json::to_text("the answer", &text)
    }

    fn broke_off(&self, why: &str) -> Error {
        let is_timeout = self.watch.is_timed_out();
        self.watch.finish();
        let event = if is_timeout { FailureCause::Timeout } else { FailureCause::Truncated };
        self.call.failed_in_stream(&Failure::new(event));
        let what = "The answer broke off.";
        broken_connection(&self.call, is_timeout, ErrorKind::Incomplete, what)
            .because(&self.call.mask(why.to_owned()).into())
    }

    fn media_type(&self) -> String {
        let given = self.response.headers().get("content-type").unwrap_or_default();
        given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}
