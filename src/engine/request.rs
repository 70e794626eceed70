//! One request, from the arguments of a method: where it goes and what it carries.

use super::fields::{Field, Fields};
use super::option_values::{Options, pairs};
use crate::protocol::request::endpoint::Endpoint;
use crate::protocol::request::headers::Entry;
use crate::protocol::request::options::{CALL, Name};
use crate::protocol::request::query::{self, Pair};
use crate::protocol::stream::items::Items;
use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::number::parse_number;

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

/// What is known here of the body of a request, which whoever drives the call has.
#[derive(Default)]
pub(super) struct Body {
    /// The content type, unless it is known only once the body is made, as for a form.
    pub(super) content_type: Option<&'static str>,
    /// The body itself, where it is made here.
    pub(super) text: Option<String>,
    /// Whether it, or something in it, can be read only once.
    pub(super) is_stream: bool,
    /// The number of its characters, if it is JSON.
    length: u64,
}

/// One request, before it is known who sends it.
pub(super) struct Request {
    /// What messages call it: the method's name, or the HTTP method and path.
    pub(super) name: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Vec<Pair>,
    pub(super) body: Body,
    /// What the endpoint asks for, before what the call does.
    pub(super) own_headers: Vec<Entry>,
    pub(super) answer: Answer,
    pub(super) takes_admin_key: bool,
    pub(super) model: Option<String>,
    /// What the call names that exists in one organization only, separated by line feeds.
    pub(super) ids: String,
    /// The call's own, before those of the client.
    pub(super) options: Options,
}

impl Request {
    /// The request of a method of the catalogue, or of one that somebody wrote by hand.
    ///
    /// `given` are the fields that the arguments became, `call` those of the call's own options.
    /// `Err` names the id, the parameters or the option that is wrong.
    pub(super) fn new(
        endpoint: Option<&Endpoint<'static>>,
        given: &str,
        call: &str,
    ) -> Result<Self, Invalid> {
        let mut request = Self {
            name: endpoint.map(Endpoint::name).unwrap_or_default(),
            method: endpoint.map_or("", |endpoint| endpoint.method).to_owned(),
            path: String::new(),
            query: Vec::new(),
            body: Body::default(),
            own_headers: Vec::new(),
            answer: Answer::Body,
            takes_admin_key: false,
            model: None,
            ids: String::new(),
            options: Options::default(),
        };
        if let Some(endpoint) = endpoint {
            request.of_endpoint(endpoint, given)?;
        }
        request.take_options(call)?;
        if endpoint.is_none() {
            request.by_hand(given)?;
        }
        Ok(request)
    }

    fn of_endpoint(&mut self, endpoint: &Endpoint<'static>, given: &str) -> Result<(), Invalid> {
        self.takes_admin_key = endpoint.is("admin");
        self.add_header("openai-beta", endpoint.value("beta"));
        self.add_header("accept", endpoint.value("accept"));
        let (mut ids, mut asks_for_stream) = (Vec::new(), false);
        for field in Fields::of(given, &["the parameters of ", &self.name, " must be an object"])? {
            match field.name {
                "id" => ids.push(field),
                "header" => self.add_header(header_name(endpoint), field.text()),
                "stream" => asks_for_stream = true,
                _ => self.take_given(&field),
            }
        }
        self.path = path(endpoint, &ids)?;
        self.answer = answer(endpoint, asks_for_stream);
        Ok(())
    }

    fn by_hand(&mut self, given: &str) -> Result<(), Invalid> {
        if self.method.is_empty() || self.path.is_empty() {
            return Err(Invalid::new("a request must have a method and a path, both strings"));
        }
        self.name = text(&[&self.method, " ", &self.path]);
        for field in Fields::of(given, &[])? {
            self.take_given(&field);
        }
        Ok(())
    }

    /// What of the arguments is the same for every request.
    fn take_given(&mut self, field: &Field) {
        match field.name {
            "query" => self.query = pairs(field.texts()),
            "model" => self.model = field.text().map(str::to_owned),
            "ids" => field.plain().clone_into(&mut self.ids),
            "body" => self.body = body(field),
            _ => {}
        }
    }

    fn add_header(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.own_headers.push((name.to_owned(), Some(value.to_owned())));
        }
    }

    /// About how many tokens the request is charged for: four characters make one.
    pub(super) fn token_estimate(&self) -> u64 {
        self.body.length / 4
    }

    fn take_options(&mut self, told: &str) -> Result<(), Invalid> {
        let wanted = ["the options of ", &self.name, " must be an object"];
        self.options = Options::read(CALL, told, &wanted)?;
        let given = |option| self.options.text(option).map(str::to_owned);
        let (method, path) = (given(Name::Method), given(Name::Path));
        self.method = method.unwrap_or_else(|| std::mem::take(&mut self.method));
        self.method.make_ascii_uppercase();
        self.path = path.unwrap_or_else(|| std::mem::take(&mut self.path));
        if let Some(query) = self.options.query(Name::Query) {
            self.query = query;
        }
        if self.answer == Answer::Body && self.options.flag(Name::Stream) == Some(true) {
            self.answer = Answer::Stream(Items::Data);
        }
        Ok(())
    }
}

pub(super) const JSON: &str = "application/json";

const FORM: &str = "application/x-www-form-urlencoded";

/// The body that a field tells of, by what is in place of its type.
fn body(field: &Field) -> Body {
    let mut body = Body { is_stream: field.is_true(), ..Body::default() };
    match field.type_name {
        "json" => {
            body.content_type = Some(JSON);
            body.length = parse_number(field.plain()).unwrap_or_default();
        }
        "pairs" => {
            let pairs = pairs(field.texts());
            body.content_type = Some(FORM);
            body.text = Some(query::stringify(&pairs.iter().collect::<Vec<_>>()));
        }
        "missing" => body.content_type = Some(JSON),
        _ => {}
    }
    body
}

/// The header that a parameter is sent as.
fn header_name(endpoint: &Endpoint<'static>) -> &'static str {
    endpoint.header().map_or("", |(_, header)| header)
}

/// The path, filled with the ids in order.
fn path(endpoint: &Endpoint, ids: &[Field]) -> Result<String, Invalid> {
    for (name, id) in endpoint.placeholders().iter().zip(ids) {
        if id.text().is_none() && !matches!(id.type_name, "undefined" | "null") {
            let parts = [name, " of ", &endpoint.name(), " must be a string, got ", id.type_name];
            return Err(Invalid::of(&parts));
        }
    }
    let mut ids = ids.iter();
    endpoint.fill(|_| ids.next().and_then(|id| id.text()))
}

fn answer(endpoint: &Endpoint<'static>, asks_for_stream: bool) -> Answer {
    if endpoint.is("streams") || endpoint.is("stream") && asks_for_stream {
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
