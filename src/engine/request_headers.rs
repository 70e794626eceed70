//! The headers that a request is sent with, and the decoder of its answer.

use super::call::Call;
use super::request::{Answer, JSON, Request};
use super::settings::Settings;
use crate::protocol::identity::place::Place;
use crate::protocol::request::headers::{Entry, RequestHeaders};
use crate::protocol::request::options::Name;
use crate::protocol::stream::event_stream::EventStream;
use crate::protocol::stream::items::Items;
use crate::protocol::text::invalid::text;
use crate::protocol::text::url_scheme::is_elsewhere;

impl Request {
    /// What the items of a stream are.
    pub(super) fn items(&self) -> Items {
        match self.answer {
            Answer::Stream(items) => items,
            _ => Items::default(),
        }
    }

    /// The decoder of its answer, should that be a stream.
    pub(super) fn stream(&self, settings: &Settings) -> EventStream {
        let stream = EventStream::new(self.items());
        let Answer::Stream(_) = self.answer else { return stream };
        let own = self.options.number(Name::MaxEventBytes);
        match own.or_else(|| settings.options.number(Name::MaxEventBytes)) {
            Some(most_bytes) => stream.with_limit(most_bytes as usize),
            None => stream,
        }
    }
}

impl Call {
    /// Whether the caller gives a header of their own instead of a key, or wants none.
    pub(super) fn brings_authorization(&self) -> bool {
        let is_authorization = |(name, _): &Entry| {
            name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("api-key")
        };
        self.request.options.headers(Name::Headers).iter().any(is_authorization)
            || self.settings.options.headers(Name::DefaultHeaders).iter().any(is_authorization)
    }

    /// The headers with which the request goes to a place; `form_type` is the type of a form.
    pub(super) fn headers(&self, place: &Place, key: &str, form_type: &str) -> RequestHeaders {
        let mut headers = RequestHeaders::default();
        headers.set("accept", JSON);
        if !self.is_elsewhere() {
            self.add_credentials(&mut headers, place, key);
        }
        let content_type = self.request.body.content_type.unwrap_or(form_type);
        if !content_type.is_empty() {
            headers.set("content-type", content_type);
        }
        headers.apply(&self.request.own_headers);
        headers.apply(self.request.options.headers(Name::Headers));
        headers
    }

    /// Whether a whole URL leads away from the base, to a host that the caller has not allowed.
    fn is_elsewhere(&self) -> bool {
        is_elsewhere(self.settings.base_url(), &self.request.path)
            && self.request.options.flag(Name::AllowOtherHost) != Some(true)
    }

    /// The key, whose it is, and the headers of the client, any of which may be a key too.
    fn add_credentials(&self, headers: &mut RequestHeaders, place: &Place, key: &str) {
        for (name, id) in
            [("openai-organization", place.organization), ("openai-project", place.project)]
        {
            if let Some(id) = id {
                headers.set(name, id);
            }
        }
        if !key.is_empty() {
            headers.set("authorization", &text(&["Bearer ", key]));
        }
        headers.apply(&self.settings.environment_headers);
        headers.apply(self.settings.options.headers(Name::DefaultHeaders));
    }
}
