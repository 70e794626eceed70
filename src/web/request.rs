//! One request, from the arguments of a method: where it goes and what it carries.

use wasm_bindgen::prelude::*;

use super::boundary;
use super::params;
use super::patience::Limits;
use super::settings::{self, Settings};
use super::value;
use crate::protocol::affinity;
use crate::protocol::diagnosis::Origin;
use crate::protocol::endpoint::Endpoint;
use crate::protocol::headers::Entry;
use crate::protocol::invalid::{Invalid, text};
use crate::protocol::options::{self, Name};
use crate::protocol::query::{self, Pair};
use crate::protocol::scope::Scope;
use crate::protocol::stream::Items;
use crate::protocol::url;

/// What becomes of the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is parsed.
    Body,
    /// It is a page of a list, with the catalogue's word for its cursor.
    Page(&'static str),
    /// It is handed out as it is.
    Bytes,
    /// It is read event by event.
    Stream(Items),
}

/// The body of a request.
pub(super) enum Body {
    /// There is none, though a content type is sent where the endpoint has a body.
    None { has_type: bool },
    /// JSON text.
    Json(JsValue),
    /// A multipart form of these parameters, and the promise of it with its content type.
    Form(JsValue, JsValue),
    /// Whatever `fetch` takes, with its content type if that is known.
    Raw(JsValue, Option<&'static str>),
}

/// One request, before it is known who sends it.
pub(super) struct Request {
    /// What messages call it: the method's name, or the HTTP method and path.
    pub(super) name: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Vec<Pair>,
    pub(super) body: Body,
    /// What the endpoint asks for, then what the call does.
    pub(super) own_headers: Vec<Entry>,
    pub(super) headers: Vec<Entry>,
    pub(super) answer: Answer,
    pub(super) takes_admin_key: bool,
    pub(super) model: Option<String>,
    /// What the call names that exists in one organization only.
    /// Separated by line feeds.
    pub(super) ids: String,
    pub(super) scope: Scope,
    pub(super) patience: Limits,
    pub(super) signal: JsValue,
    pub(super) fetch_options: JsValue,
}

impl Request {
    /// The request of a method of the catalogue.
    ///
    /// `Err` names the id, the parameters or the option that is wrong.
    pub(super) fn of_endpoint(
        settings: &Settings,
        endpoint: &Endpoint<'static>,
        id: &JsValue,
        given: &JsValue,
        call: &JsValue,
    ) -> Result<Self, Invalid> {
        let mut request = Self::new(settings, endpoint.name(), endpoint.method);
        params::check(endpoint, given)?;
        request.path = params::path(endpoint, id, given)?;
        if settings.strategy.is_some() {
            request.ids = boundary::named_ids(id, given, affinity::FIELDS);
        }
        request.takes_admin_key = endpoint.is("admin");
        request.own_headers = own_headers(endpoint);
        request.take_params(endpoint, given)?;
        request.answer = answer(endpoint, given);
        request.take_options(call)?;
        Ok(request)
    }

    /// A request that somebody wrote by hand: `{method, path, query, body, …}`.
    pub(super) fn of_options(settings: &Settings, call: &JsValue) -> Result<Self, Invalid> {
        let mut request = Self::new(settings, String::new(), "");
        request.take_options(call)?;
        if request.method.is_empty() || request.path.is_empty() {
            return Err(Invalid::new("a request must have a method and a path, both strings"));
        }
        request.name = text(&[&request.method, " ", &request.path]);
        Ok(request)
    }

    fn new(settings: &Settings, name: String, method: &str) -> Self {
        Self {
            name,
            method: method.to_owned(),
            path: String::new(),
            query: Vec::new(),
            body: Body::None { has_type: false },
            own_headers: Vec::new(),
            headers: Vec::new(),
            answer: Answer::Body,
            takes_admin_key: false,
            model: None,
            ids: String::new(),
            scope: settings.scope.clone(),
            patience: settings.patience,
            signal: JsValue::UNDEFINED,
            fetch_options: JsValue::UNDEFINED,
        }
    }

    /// The URL below a client's base; `cursor` is what asks for another page.
    pub(super) fn url(&self, settings: &Settings, cursor: &[Pair]) -> String {
        let given: [&[Pair]; 3] = [&settings.default_query, &self.query, cursor];
        url::join(&settings.base_url, &self.path, &given)
    }

    /// About how many tokens the request is charged for: four characters make one.
    pub(super) fn token_estimate(&self) -> u64 {
        match &self.body {
            Body::Json(text) if text.is_string() => {
                u64::from(text.unchecked_ref::<js_sys::JsString>().length()) / 4
            }
            _ => 0,
        }
    }

    pub(super) fn json(&self, body: &JsValue) -> Result<JsValue, Invalid> {
        value::stringify(body).map(JsValue::from).map_err(|thrown| {
            let why = value::get(&thrown, "message").as_string().unwrap_or_default();
            Invalid::of(&[&self.name, ": the parameters cannot be turned into JSON: ", &why])
        })
    }

    fn take_options(&mut self, call: &JsValue) -> Result<(), Invalid> {
        if call.is_undefined() || call.is_null() {
            return Ok(());
        }
        if !call.is_object() {
            let got = boundary::type_name(call);
            let parts = ["the options of ", &self.name, " must be an object, got ", &got];
            return Err(Invalid::of(&parts));
        }
        let mut body = None;
        value::each_entry(call, &mut |name, value| {
            if name == "body" {
                body = Some(value.clone());
            }
            self.take_option(name, value)
        })?;
        // Last, as a header may say what becomes of it.
        body.map_or(Ok(()), |body| self.take_body(&body))
    }

    fn take_option(&mut self, name: &str, value: &JsValue) -> Result<(), Invalid> {
        let (option, kind) = value::option(options::CALL, name, value)?;
        if value.is_undefined() || self.patience.apply(option, name, kind, value)? {
            return Ok(());
        }
        let origin = Origin::Call;
        match option {
            Name::Method => self.method = value::spell(value).to_ascii_uppercase(),
            Name::Path => self.path = value::spell(value),
            Name::Organization => {
                return settings::set_identifier(&mut self.scope.organization, name, value, origin);
            }
            Name::Project => {
                return settings::set_identifier(&mut self.scope.project, name, value, origin);
            }
            Name::Headers => return value::set_headers(&mut self.headers, value),
            Name::Query => return value::set_query(&mut self.query, value, None),
            Name::Signal => self.signal = signal(value)?,
            Name::FetchOptions => self.fetch_options = value.clone(),
            Name::Stream if value.is_truthy() && self.answer == Answer::Body => {
                self.answer = Answer::Stream(Items::Data);
            }
            _ => {}
        }
        Ok(())
    }

    /// A body that the caller gives: what `fetch` takes as it is, all else as JSON.
    fn take_body(&mut self, body: &JsValue) -> Result<(), Invalid> {
        let is_type = |entry: &&Entry| entry.0.eq_ignore_ascii_case("content-type");
        let content_type =
            self.headers.iter().find(is_type).and_then(|(_, value)| value.as_deref());
        let raw = boundary::raw_body(body, content_type.is_some());
        self.body = if body.is_falsy() {
            Body::None { has_type: body.is_undefined() }
        } else if !raw.is_undefined() {
            Body::Raw(raw, None)
        } else if content_type == Some(FORM) {
            let mut pairs = Vec::new();
            value::set_query(&mut pairs, body, None)?;
            let text = query::stringify(&pairs.iter().collect::<Vec<_>>());
            Body::Raw(JsValue::from_str(&text), Some(FORM))
        } else {
            Body::Json(self.json(body)?)
        };
        Ok(())
    }
}

pub(super) const JSON: &str = "application/json";

const FORM: &str = "application/x-www-form-urlencoded";

/// The headers that the endpoint itself asks for.
fn own_headers(endpoint: &Endpoint) -> Vec<Entry> {
    let mut headers = Vec::new();
    for (word, name) in [("beta", "openai-beta"), ("accept", "accept")] {
        if let Some(value) = endpoint.value(word) {
            headers.push((name.to_owned(), Some(value.to_owned())));
        }
    }
    headers
}

fn answer(endpoint: &Endpoint<'static>, params: &JsValue) -> Answer {
    let asks_for_stream = || endpoint.is("stream") && value::get(params, "stream").is_truthy();
    if endpoint.is("streams") || asks_for_stream() {
        return Answer::Stream(match () {
            () if endpoint.is("events") => Items::Named,
            () if endpoint.is("verbatim") => Items::Verbatim,
            () => Items::Data,
        });
    }
    if endpoint.is("bytes") {
        return Answer::Bytes;
    }
    match endpoint.value("page") {
        Some("") => Answer::Page("after"),
        Some(cursor) => Answer::Page(cursor),
        None => Answer::Body,
    }
}

/// The caller's signal; `null` means none.
fn signal(given: &JsValue) -> Result<JsValue, Invalid> {
    if given.is_null() {
        return Ok(JsValue::UNDEFINED);
    }
    if boundary::is_signal(given) {
        return Ok(given.clone());
    }
    Err(Invalid::new("signal must be an AbortSignal, got object"))
}
