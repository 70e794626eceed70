//! How a request goes out: its body, its headers, and what becomes of the answer.

use wasm_bindgen::prelude::*;

use super::boundary;
use super::request::{Answer, Body, JSON, Request};
use super::sender::Sender;
use super::settings::Settings;
use crate::protocol::diagnosis::Origin;
use crate::protocol::headers::RequestHeaders;
use crate::protocol::invalid::text;
use crate::protocol::route::Strategy;
use crate::protocol::scope::Identifier;
use crate::protocol::stream::{EventStream, Items};

impl Body {
    /// Whether it can be sent only once.
    pub(super) fn is_stream(&self) -> bool {
        matches!(self, Self::Raw(body, _) | Self::Form(body, _) if boundary::is_stream(body))
    }
}

impl Request {
    /// How the call is routed; `None` if it is not, because nobody asked or somebody chose.
    pub(super) fn strategy(&self, settings: &Settings) -> Option<Strategy> {
        let is_chosen = |identifier: &Identifier| match identifier.origin {
            Origin::Call => true,
            Origin::Setter | Origin::Scope => identifier.value.is_some(),
            _ => false,
        };
        let is_chosen = is_chosen(&self.scope.organization) || is_chosen(&self.scope.project);
        let is_routed = !is_chosen && !settings.routes.candidates.is_empty();
        settings.strategy.filter(|_| is_routed)
    }

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

    /// The promise of a form and its content type.
    pub(super) fn form(&self) -> JsValue {
        match &self.body {
            Body::Form(_, form) => form.clone(),
            _ => JsValue::UNDEFINED,
        }
    }

    /// What `fetch` is given, and the content type that goes with it; `form` is the form made.
    pub(super) fn body<'a>(
        &'a self,
        form: &JsValue,
        form_type: Option<&'a str>,
    ) -> (JsValue, Option<&'a str>) {
        match &self.body {
            Body::None { has_type } => (JsValue::UNDEFINED, has_type.then_some(JSON)),
            Body::Json(text) => (text.clone(), Some(JSON)),
            Body::Raw(body, content_type) => (body.clone(), *content_type),
            Body::Form(..) => (form.clone(), form_type),
        }
    }

    /// Whether the caller gives a header of their own instead of a key, or wants none.
    pub(super) fn brings_authorization(&self, settings: &Settings) -> bool {
        let mut given = self.headers.iter().chain(&settings.default_headers);
        given.any(|(name, _)| {
            name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("api-key")
        })
    }

    /// The headers with which a sender sends it.
    pub(super) fn headers(
        &self,
        settings: &Settings,
        sender: &Sender,
        content_type: Option<&str>,
    ) -> RequestHeaders {
        let mut headers = RequestHeaders::default();
        headers.set("accept", JSON);
        if let Some(organization) = &sender.scope.organization.value {
            headers.set("openai-organization", organization);
        }
        if let Some(project) = &sender.scope.project.value {
            headers.set("openai-project", project);
        }
        if !sender.key.is_empty() {
            headers.set("authorization", &text(&["Bearer ", &sender.key]));
        }
        headers.apply(&settings.environment_headers);
        headers.apply(&settings.default_headers);
        if let Some(content_type) = content_type {
            headers.set("content-type", content_type);
        }
        headers.apply(&self.own_headers);
        headers.apply(&self.headers);
        headers
    }
}
