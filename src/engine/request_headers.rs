//! How a request goes out: its headers, and what becomes of the answer.

use super::call::Call;
use super::request::{Answer, JSON, Request};
use crate::protocol::identity::place::Place;
use crate::protocol::request::headers::RequestHeaders;
use crate::protocol::request::options::Name;
use crate::protocol::stream::event_stream::EventStream;
use crate::protocol::stream::items::Items;
use crate::protocol::text::invalid::text;

impl Request {
    /// What the items of a stream are.
    pub(super) fn items(&self) -> Items {
        match self.answer {
            Answer::Stream(items) => items,
            _ => Items::default(),
        }
    }

    /// The decoder of its answer, should that be a stream.
    pub(super) fn stream(&self) -> EventStream {
        EventStream::new(self.items())
    }

    /// The word for what becomes of the answer; for a page, that of its cursor.
    pub(super) fn kind(&self) -> &'static str {
        match self.answer {
            Answer::Stream(_) => "stream",
            Answer::Bytes => "bytes",
            Answer::Page(cursor) => cursor,
            Answer::Body => "body",
        }
    }
}

impl Call {
    /// Whether the caller gives a header of their own instead of a key, or wants none.
    pub(super) fn brings_authorization(&self) -> bool {
        let mut given = self.request.options.headers(Name::Headers);
        given.append(&mut self.settings.options.headers(Name::DefaultHeaders));
        given.iter().any(|(name, _)| {
            name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("api-key")
        })
    }

    /// The headers with which the request goes to a place; `form_type` is the type of a form.
    pub(super) fn headers(&self, place: &Place, key: &str, form_type: &str) -> RequestHeaders {
        let mut headers = RequestHeaders::default();
        headers.set("accept", JSON);
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
        headers.apply(&self.settings.options.headers(Name::DefaultHeaders));
        let content_type = self.request.body.content_type.unwrap_or(form_type);
        if !content_type.is_empty() {
            headers.set("content-type", content_type);
        }
        headers.apply(&self.request.own_headers);
        headers.apply(&self.request.options.headers(Name::Headers));
        headers
    }
}
