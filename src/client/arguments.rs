//! The arguments of a method, as JavaScript takes them apart, for the engine.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::js_modules::{Args, to_text, type_name};
use crate::engine::{self, Argument, Body};
use crate::protocol::request::query::Pair;

/// The arguments; `Err` is the type of parameters that are no record.
pub(super) struct Arguments(Result<Parts, String>);

struct Parts {
    path_ids: Vec<Result<Option<String>, String>>,
    header: Option<String>,
    named_ids: Vec<String>,
    asks_for_stream: bool,
    stored: Option<bool>,
    model: Option<String>,
    query: Vec<Pair>,
    body: Body,
}

impl Arguments {
    /// Those of what `prepare` of `js/encode/arguments.js` gave.
    pub(super) fn new(args: JsValue) -> Self {
        match args.as_string() {
            Some(type_name) => Self(Err(type_name)),
            None => Self(Ok(Parts::new(&args.unchecked_into()))),
        }
    }

    /// Hands them on.
    pub(super) fn with<T>(&self, take: impl FnOnce(engine::Arguments) -> T) -> T {
        match &self.0 {
            Err(type_name) => take(Err(type_name)),
            Ok(parts) => {
                let mut all = parts.all().into_iter();
                take(Ok(&mut || all.next()))
            }
        }
    }
}

impl Parts {
    fn new(args: &Args) -> Self {
        let header = args.header();
        let is_missing = header.is_undefined() || header.is_null();
        Self {
            path_ids: args.path_ids().iter().map(|id| path_id(&id)).collect(),
            header: (!is_missing).then(|| to_text(&header)),
            named_ids: args.named_ids().iter().map(|id| to_text(&id)).collect(),
            asks_for_stream: args.asks_for_stream(),
            stored: args.stored(),
            model: args.model(),
            query: pairs(&args.query()),
            body: body(args),
        }
    }

    fn all(&self) -> Vec<Argument<'_>> {
        let mut all: Vec<Argument> = self.path_ids.iter().map(path_argument).collect();
        all.extend(self.header.as_deref().map(Argument::Header));
        all.extend(self.named_ids.iter().map(|id| Argument::NamedId(id)));
        all.extend(self.asks_for_stream.then_some(Argument::Stream));
        all.extend(self.stored.map(Argument::Stored));
        all.extend(self.model.as_deref().map(Argument::Model));
        all.push(Argument::Query(self.query.clone()));
        all.push(Argument::Body(self.body.clone()));
        all
    }
}

fn path_argument(id: &Result<Option<String>, String>) -> Argument<'_> {
    Argument::PathId(match id {
        Ok(id) => Ok(id.as_deref()),
        Err(type_name) => Err(type_name),
    })
}

fn path_id(id: &JsValue) -> Result<Option<String>, String> {
    if id.is_undefined() || id.is_null() {
        return Ok(None);
    }
    let is_text = id.is_string() || id.as_f64().is_some();
    if is_text { Ok(Some(to_text(id))) } else { Err(type_name(id)) }
}

fn body(args: &Args) -> Body {
    let texts = args.body_texts();
    match args.body_type().as_str() {
        "json" => Body::Json(texts.get(0).as_f64().unwrap_or_default() as u64),
        "pairs" => Body::Pairs(pairs(&texts)),
        "missing" => Body::Missing,
        "form" | "raw" => Body::Raw { is_stream: texts.get(0).is_truthy() },
        _ => Body::None,
    }
}

/// The parameters of a query, which come by threes: the parameter, its name in full, and its text.
fn pairs(texts: &Array) -> Vec<Pair> {
    let texts: Vec<Option<String>> = texts.iter().map(|text| text.as_string()).collect();
    let pair = |pair: &[Option<String>; 3]| {
        let [parameter, name, text] = pair.clone();
        Pair { parameter: parameter.unwrap_or_default(), name: name.unwrap_or_default(), text }
    };
    texts.as_chunks::<3>().0.iter().map(pair).collect()
}
