//! One request, from the arguments of a method: where it goes and what it carries.

use wasm_bindgen::prelude::*;

use super::boundary;
use super::sender::Sender;
use super::settings::{self, Limits, Settings};
use super::value;
use crate::protocol::affinity;
use crate::protocol::diagnosis::Origin;
use crate::protocol::endpoint::{Endpoint, Params};
use crate::protocol::headers::{Entry, RequestHeaders};
use crate::protocol::invalid::Invalid;
use crate::protocol::options;
use crate::protocol::query::{self, Value};
use crate::protocol::route::Strategy;
use crate::protocol::scope::{Identifier, Scope};
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
    /// It is read event by event; `{event, data}` if named.
    Stream { is_named: bool },
}

/// The body of a request.
#[derive(Clone)]
pub(super) enum Body {
    /// There is none, though a content type is sent where the endpoint has a body.
    None { has_type: bool },
    /// JSON text.
    Json(JsValue),
    /// A multipart form, still to be made of these parameters.
    Form(JsValue),
    /// Whatever `fetch` takes, with its content type if that is known.
    Raw(JsValue, Option<String>),
}

/// One request, before it is known who sends it.
#[derive(Clone)]
pub(super) struct Request {
    /// What messages call it: the method's name, or the HTTP method and path.
    pub(super) name: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, Value)>,
    pub(super) body: Body,
    /// What the endpoint asks for, then what the call does.
    pub(super) own_headers: Vec<Entry>,
    pub(super) headers: Vec<Entry>,
    pub(super) answer: Answer,
    pub(super) takes_admin_key: bool,
    pub(super) model: Option<String>,
    /// What the call names that exists in one organization only.
    pub(super) ids: Vec<String>,
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
        params: &JsValue,
        call: &JsValue,
    ) -> Result<Self, Invalid> {
        let mut request = Self::new(settings, endpoint.name, endpoint.method);
        check_params(endpoint, params)?;
        request.path = path(endpoint, id, params)?;
        if settings.strategy.is_some() {
            request.ids = named_ids(id, params);
        }
        request.takes_admin_key = endpoint.is("admin");
        request.own_headers = own_headers(endpoint);
        request.take_params(endpoint, params)?;
        request.answer = answer(endpoint, params);
        request.take_options(call)?;
        Ok(request)
    }

    /// A request that somebody wrote by hand: `{method, path, query, body, …}`.
    pub(super) fn of_options(settings: &Settings, call: &JsValue) -> Result<Self, Invalid> {
        let text = |name| value::get(call, name).as_string();
        let (Some(method), Some(path)) = (text("method"), text("path")) else {
            return Err(Invalid::new("a request must have a method and a path, both strings"));
        };
        let method = method.to_ascii_uppercase();
        let mut request = Self::new(settings, &[&method, " ", &path].concat(), &method);
        request.path = path;
        if value::get(call, "stream").is_truthy() {
            request.answer = Answer::Stream { is_named: false };
        }
        request.take_options(call)?;
        Ok(request)
    }

    fn new(settings: &Settings, name: &str, method: &str) -> Self {
        Self {
            name: name.to_owned(),
            method: method.to_owned(),
            path: String::new(),
            query: Vec::new(),
            body: Body::None { has_type: false },
            own_headers: Vec::new(),
            headers: Vec::new(),
            answer: Answer::Body,
            takes_admin_key: false,
            model: None,
            ids: Vec::new(),
            scope: settings.scope.clone(),
            patience: settings.patience,
            signal: JsValue::UNDEFINED,
            fetch_options: JsValue::UNDEFINED,
        }
    }

    /// The URL below a client's base.
    pub(super) fn url(&self, settings: &Settings) -> String {
        let own = self.query.clone();
        url::join(&settings.base_url, &self.path, &settings.default_query, own)
    }

    /// Sets one parameter of the query, as the cursor of the next page.
    pub(super) fn set_query(&mut self, name: &str, text: String) {
        query::merge(&mut self.query, vec![(name.to_owned(), Value::Text(text))]);
    }

    /// About how many tokens the request is charged for: four characters make one.
    pub(super) fn token_estimate(&self) -> u64 {
        let Body::Json(text) = &self.body else {
            return 0;
        };
        u64::from(text.unchecked_ref::<js_sys::JsString>().length()) / 4
    }

    fn take_params(&mut self, endpoint: &Endpoint, params: &JsValue) -> Result<(), Invalid> {
        let takes = endpoint.params();
        if takes == Params::Query {
            self.query = value::parameters(&without_ids(endpoint, params))?;
            return Ok(());
        }
        if takes == Params::None {
            return Ok(());
        }
        let body = without_ids(endpoint, params);
        let (query, body) = split_query(endpoint, &body)?;
        self.query = query;
        self.model = value::get(&body, "model").as_string();
        self.body = match takes {
            Params::Form => Body::Form(body),
            _ if body.is_undefined() => Body::None { has_type: true },
            _ => Body::Json(self.json(&body)?),
        };
        Ok(())
    }

    fn json(&self, body: &JsValue) -> Result<JsValue, Invalid> {
        value::stringify(body).map(JsValue::from).map_err(|thrown| {
            let why = value::get(&thrown, "message").as_string().unwrap_or_default();
            Invalid::new(
                [&self.name, ": the parameters cannot be turned into JSON: ", &why].concat(),
            )
        })
    }

    fn take_options(&mut self, call: &JsValue) -> Result<(), Invalid> {
        if !call.is_object() {
            let got = boundary::type_name(call);
            return match call.is_undefined() || call.is_null() {
                true => Ok(()),
                false => Err(Invalid::new(
                    ["the options of ", &self.name, " must be an object, got ", &got].concat(),
                )),
            };
        }
        let mut entries = value::entries(call)?.into_iter();
        entries.try_for_each(|(name, value)| self.take_option(&name, &value))
    }

    fn take_option(&mut self, name: &str, value: &JsValue) -> Result<(), Invalid> {
        let kind = value::option(options::CALL, name, value)?;
        if value.is_undefined() || self.patience.apply(name, kind, value)? {
            return Ok(());
        }
        let origin = Origin::Call;
        match name {
            "organization" => self.scope.organization = settings::identifier(name, value, origin)?,
            "project" => self.scope.project = settings::identifier(name, value, origin)?,
            "headers" => self.headers = value::header_entries(value)?,
            "query" => self.query = value::parameters(value)?,
            "body" => self.take_body(value)?,
            "signal" => self.signal = signal(value)?,
            "fetchOptions" => self.fetch_options = value.clone(),
            _ => {}
        }
        Ok(())
    }

    /// A body that the caller gives: what `fetch` takes as it is, all else as JSON.
    fn take_body(&mut self, body: &JsValue) -> Result<(), Invalid> {
        if body.is_null() {
            self.body = Body::None { has_type: false };
            return Ok(());
        }
        let has_type =
            self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        self.body = match boundary::is_raw_body(body, has_type) {
            true => Body::Raw(body.clone(), None),
            false => Body::Json(self.json(body)?),
        };
        Ok(())
    }
}

impl Body {
    /// Whether it can be sent only once.
    pub(super) fn is_stream(&self) -> bool {
        matches!(self, Self::Raw(body, _) if boundary::is_stream(body))
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

    /// Whether a stream's items are `{event, data}`.
    pub(super) fn is_named(&self) -> bool {
        self.answer == Answer::Stream { is_named: true }
    }

    /// The word for what becomes of the answer; for a page, that of its cursor.
    pub(super) fn kind(&self) -> &'static str {
        match self.answer {
            Answer::Stream { .. } => "stream",
            Answer::Bytes => "bytes",
            Answer::Page(cursor) => cursor,
            Answer::Body => "body",
        }
    }

    /// What the body is still to be made of.
    pub(super) fn form(&self) -> JsValue {
        match &self.body {
            Body::Form(params) => params.clone(),
            _ => JsValue::UNDEFINED,
        }
    }

    /// What `fetch` is given, and the content type that goes with it; `form` is the form made.
    pub(super) fn body(&self, form: &JsValue) -> (JsValue, Option<&str>) {
        match &self.body {
            Body::None { has_type } => (JsValue::UNDEFINED, has_type.then_some(JSON)),
            Body::Json(text) => (text.clone(), Some(JSON)),
            Body::Raw(body, content_type) => (body.clone(), content_type.as_deref()),
            Body::Form(_) => (form.clone(), None),
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
            headers.set("authorization", &["Bearer ", &sender.key].concat());
        }
        headers.apply(&settings.default_headers);
        if let Some(content_type) = content_type {
            headers.set("content-type", content_type);
        }
        headers.apply(&self.own_headers);
        headers.apply(&self.headers);
        headers
    }
}

const JSON: &str = "application/json";

/// The parameters must be an object where there are any, so that none is lost.
fn check_params(endpoint: &Endpoint, params: &JsValue) -> Result<(), Invalid> {
    if params.is_object() && !params.is_array() || params.is_undefined() || params.is_null() {
        return Ok(());
    }
    let got = boundary::type_name(params);
    let parts = ["the parameters of ", endpoint.name, " must be an object, got ", &got];
    Err(Invalid::new(parts.concat()))
}

/// The path, with the last id from its own argument and earlier ones from the parameters.
fn path(endpoint: &Endpoint, id: &JsValue, params: &JsValue) -> Result<String, Invalid> {
    let last = endpoint.placeholders().last().unwrap_or_default();
    let mut ids = Vec::new();
    for name in endpoint.placeholders() {
        let given = if name == last { id.clone() } else { value::get(params, name) };
        ids.push((name, given_id(endpoint, name, &given)?));
    }
    endpoint.fill(|name| ids.iter().find(|(known, _)| *known == name).map(|(_, id)| id.as_str()))
}

fn given_id(endpoint: &Endpoint, name: &str, given: &JsValue) -> Result<String, Invalid> {
    if given.is_undefined() || given.is_null() {
        return Ok(String::new());
    }
    let is_number = given.as_f64().is_some();
    given.as_string().or_else(|| is_number.then(|| value::spell(given))).ok_or_else(|| {
        let got = boundary::type_name(given);
        Invalid::new([name, " of ", endpoint.name, " must be a string, got ", &got].concat())
    })
}

/// The ids that a call names in its path and in the known fields of its parameters.
fn named_ids(id: &JsValue, params: &JsValue) -> Vec<String> {
    let fields = affinity::FIELDS.iter().map(|field| value::get(params, field));
    let given = std::iter::once(id.clone()).chain(fields);
    let each = given.flat_map(|value| match value.dyn_ref::<js_sys::Array>() {
        Some(list) => list.to_vec(),
        None => vec![value],
    });
    each.filter_map(|value| value.as_string().or_else(|| value::get(&value, "id").as_string()))
        .filter(|id| affinity::is_bound(id))
        .collect()
}

/// The headers that the endpoint itself asks for.
fn own_headers(endpoint: &Endpoint) -> Vec<Entry> {
    let words = [("beta", "openai-beta"), ("accept", "accept")];
    let given = words.iter().filter_map(|(word, name)| Some((*name, endpoint.value(word)?)));
    given.map(|(name, value)| (name.to_owned(), Some(value.to_owned()))).collect()
}

fn answer(endpoint: &Endpoint<'static>, params: &JsValue) -> Answer {
    let asks_for_stream = || endpoint.is("stream") && value::get(params, "stream").is_truthy();
    if endpoint.is("streams") || asks_for_stream() {
        return Answer::Stream { is_named: endpoint.is("events") };
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

/// The parameters without the ids that stand in the path.
fn without_ids(endpoint: &Endpoint, params: &JsValue) -> JsValue {
    let ids = endpoint.placeholders().count().saturating_sub(1);
    if ids == 0 || !params.is_object() {
        return params.clone();
    }
    let names = endpoint.placeholders().take(ids).map(JsValue::from_str);
    boundary::omit(params, &names.collect())
}

/// Takes those parameters out of the body that belong into the query.
fn split_query(
    endpoint: &Endpoint,
    body: &JsValue,
) -> Result<(Vec<(String, Value)>, JsValue), Invalid> {
    if !endpoint.is("query") || !body.is_object() {
        return Ok((Vec::new(), body.clone()));
    }
    let mut query = value::parameters(body)?;
    query.retain(|(name, _)| endpoint.is_query_name(name));
    let names = query.iter().map(|(name, _)| JsValue::from_str(name)).collect();
    Ok((query, boundary::omit(body, &names)))
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
