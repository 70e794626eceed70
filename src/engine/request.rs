//! One request, from the arguments of a method: where it goes and what it carries.

use super::input::{Argument, Arguments, Body, Record, Source};
use super::option_values::Options;
use crate::protocol::request::endpoint::Endpoint;
use crate::protocol::request::headers::Entry;
use crate::protocol::request::options::{CALL, Name};
use crate::protocol::request::query::{self, Pair};
use crate::protocol::stream::items::Items;
use crate::protocol::text::invalid::{Invalid, text};

/// What becomes of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is parsed.
    Body,
    /// It is a page of a list, with the catalogue's word for its cursor.
    Page(&'static str),
    /// It is handed out as it is.
    Bytes,
    /// It is read event by event.
    Stream(Items),
}

/// What the engine knows of the body of a request.
#[derive(Default)]
pub(super) struct RequestBody {
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
    query: Vec<Pair>,
    pub(super) body: RequestBody,
    /// What the endpoint asks for, before what the call does.
    pub(super) own_headers: Vec<Entry>,
    pub(super) answer: Answer,
    pub(super) takes_admin_key: bool,
    pub(super) model: Option<String>,
    /// Whether the answer is to be stored, where the parameters say so.
    pub(super) stored: Option<bool>,
    /// The ids among the arguments, where what they name exists in one organization only.
    pub(super) named_ids: Vec<String>,
    /// The call's own, before those of the client.
    pub(super) options: Options,
}

impl Request {
    /// The request of a method of the catalogue, or of one that somebody wrote by hand.
    ///
    /// `Err` names the id, the parameters or the option that is wrong.
    pub(super) fn new(
        endpoint: Option<&Endpoint<'static>>,
        arguments: Arguments,
        options: Record,
    ) -> Result<Self, Invalid> {
        let mut request = Self {
            name: endpoint.map(Endpoint::name).unwrap_or_default(),
            method: endpoint.map_or("", |endpoint| endpoint.method).to_owned(),
            path: String::new(),
            query: Vec::new(),
            body: RequestBody::default(),
            own_headers: Vec::new(),
            answer: Answer::Body,
            takes_admin_key: false,
            model: None,
            stored: None,
            named_ids: Vec::new(),
            options: Options::default(),
        };
        let arguments = arguments.map_err(|type_name| {
            let parts =
                ["the parameters of ", &request.name, " must be an object, got ", type_name];
            Invalid::of(&parts)
        })?;
        if let Some(endpoint) = endpoint {
            request.take_endpoint(endpoint, arguments)?;
        }
        request.take_options(options)?;
        if endpoint.is_none() {
            request.take_hand_written(arguments)?;
        }
        Ok(request)
    }

    fn take_endpoint(
        &mut self,
        endpoint: &Endpoint<'static>,
        arguments: Source<Argument>,
    ) -> Result<(), Invalid> {
        self.takes_admin_key = endpoint.is("admin");
        self.add_header("openai-beta", endpoint.value("beta"));
        self.add_header("accept", endpoint.value("accept"));
        let (mut ids, mut asks_for_stream) = (Vec::new(), false);
        while let Some(argument) = arguments() {
            match argument {
                Argument::PathId(id) => ids.push(id),
                Argument::Header(value) => self.add_header(header_name(endpoint), Some(value)),
                Argument::Stream => asks_for_stream = true,
                other => self.take_argument(other),
            }
        }
        self.path = path(endpoint, &ids)?;
        self.answer = answer(endpoint, asks_for_stream);
        Ok(())
    }

    fn take_hand_written(&mut self, arguments: Source<Argument>) -> Result<(), Invalid> {
        if self.method.is_empty() || self.path.is_empty() {
            return Err(Invalid::new("a request must have a method and a path, both strings"));
        }
        self.name = text(&[&self.method, " ", &self.path]);
        while let Some(argument) = arguments() {
            self.take_argument(argument);
        }
        Ok(())
    }

    /// Takes what is the same for every request.
    #[inline(never)]
    fn take_argument(&mut self, argument: Argument) {
        match argument {
            Argument::NamedId(id) => self.named_ids.push(id.to_owned()),
            Argument::Stored(stored) => self.stored = Some(stored),
            Argument::Model(model) => self.model = Some(model.to_owned()),
            Argument::Query(query) => self.query = query,
            Argument::Body(body) => self.body = RequestBody::new(body),
            Argument::PathId(_) | Argument::Header(_) | Argument::Stream => {}
        }
    }

    /// The query of the call's own options, or else that of its arguments.
    pub(super) fn query(&self) -> &[Pair] {
        self.options.query(Name::Query).unwrap_or(&self.query)
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

    fn take_options(&mut self, record: Record) -> Result<(), Invalid> {
        let wanted = ["the options of ", &self.name, " must be an object"];
        self.options = Options::read(CALL, record, &wanted)?;
        if let Some(method) = self.options.text(Name::Method) {
            method.clone_into(&mut self.method);
        }
        self.method.make_ascii_uppercase();
        if let Some(path) = self.options.text(Name::Path) {
            path.clone_into(&mut self.path);
        }
        if self.answer == Answer::Body && self.options.flag(Name::Stream) == Some(true) {
            self.answer = Answer::Stream(Items::Data);
        }
        Ok(())
    }
}

pub(super) const JSON: &str = "application/json";

const FORM: &str = "application/x-www-form-urlencoded";

impl RequestBody {
    fn new(body: Body) -> Self {
        let json = Self { content_type: Some(JSON), ..Self::default() };
        match body {
            Body::None => Self::default(),
            Body::Missing => json,
            Body::Json(length) => Self { length, ..json },
            Body::Raw { is_stream } => Self { is_stream, ..Self::default() },
            Body::Pairs(pairs) => Self {
                content_type: Some(FORM),
                text: Some(query::stringify(&pairs.iter().collect::<Vec<_>>())),
                ..Self::default()
            },
        }
    }
}

/// The header that a parameter is sent as.
fn header_name(endpoint: &Endpoint<'static>) -> &'static str {
    endpoint.header().map_or("", |(_, header)| header)
}

/// The path, filled with the ids in order.
fn path(endpoint: &Endpoint, ids: &[Result<Option<&str>, &str>]) -> Result<String, Invalid> {
    for (name, id) in endpoint.placeholders().iter().zip(ids) {
        if let Err(type_name) = id {
            let method = endpoint.name();
            let parts = [name, " of ", &method, " must be a string, got ", type_name];
            return Err(Invalid::of(&parts));
        }
    }
    let mut ids = ids.iter();
    endpoint.fill(|_| ids.next().and_then(|id| id.ok()?))
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
