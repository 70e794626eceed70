//! What becomes of a method's parameters: the path, headers, the query and the body.

use wasm_bindgen::prelude::*;

use super::boundary;
use super::request::{Body, Request};
use super::value;
use crate::protocol::endpoint::{Endpoint, Params};
use crate::protocol::invalid::Invalid;

impl Request {
    /// Splits the parameters of a method as its line says.
    ///
    /// `Err` for what cannot be turned into JSON or a query.
    pub(super) fn take_params(
        &mut self,
        endpoint: &Endpoint<'static>,
        params: &JsValue,
    ) -> Result<(), Invalid> {
        self.take_header(endpoint, params);
        let rest = boundary::omit(params, &endpoint.taken(), endpoint.value("omit_null"));
        self.model = value::get(&rest, "model").as_string();
        let query = endpoint.value("query").filter(|names| !names.is_empty());
        match endpoint.params() {
            Params::None => {}
            Params::Query => value::set_query(&mut self.query, &rest, None)?,
            Params::Form => {
                let form = boundary::form_of(&rest, endpoint.own_words());
                self.body = Body::Form(rest, form);
            }
            Params::Body if rest.is_null() => {}
            Params::Body => self.body = Body::Json(self.json(&rest)?),
        }
        if query.is_some() {
            value::set_query(&mut self.query, params, query)?;
        }
        Ok(())
    }

    /// A parameter that is sent as a header (the word `header`).
    fn take_header(&mut self, endpoint: &Endpoint, params: &JsValue) {
        let Some((name, header)) = endpoint.header() else {
            return;
        };
        let value = value::get(params, name);
        if !value.is_undefined() && !value.is_null() {
            self.own_headers.push((header.to_owned(), Some(value::spell(&value))));
        }
    }
}

/// The parameters must be an object where there are any, so that none is lost.
pub(super) fn check(endpoint: &Endpoint, params: &JsValue) -> Result<(), Invalid> {
    if params.is_object() && !params.is_array() || params.is_undefined() || params.is_null() {
        return Ok(());
    }
    let got = boundary::type_name(params);
    let parts = ["the parameters of ", &endpoint.name(), " must be an object, got ", &got];
    Err(Invalid::of(&parts))
}

/// The path, with the last id from its own argument and earlier ones from the parameters.
pub(super) fn path(endpoint: &Endpoint, id: &JsValue, params: &JsValue) -> Result<String, Invalid> {
    let (mut ids, names) = (Vec::new(), endpoint.placeholders());
    for name in &names {
        let is_last = ids.len().wrapping_add(1) == names.len();
        let given = if is_last { id.clone() } else { value::get(params, name) };
        ids.push(given_id(endpoint, name, &given)?);
    }
    let mut ids = ids.iter();
    endpoint.fill(|_| ids.next().map(String::as_str))
}

fn given_id(endpoint: &Endpoint, name: &str, given: &JsValue) -> Result<String, Invalid> {
    if given.is_undefined() || given.is_null() {
        return Ok(String::new());
    }
    let is_number = given.as_f64().is_some();
    given.as_string().or_else(|| is_number.then(|| value::spell(given))).ok_or_else(|| {
        let got = boundary::type_name(given);
        Invalid::of(&[name, " of ", &endpoint.name(), " must be a string, got ", &got])
    })
}
