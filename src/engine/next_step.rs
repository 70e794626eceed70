//! The steps of a call: what is next, what to send, and that it was answered.

use super::call::Call;
use super::candidates::entry_name;
use super::clock;
use super::hooks::{HookDetail, Listener};
use super::input::{Field, Value};
use super::last_outcome::Outcome;
use super::option_values::OptionValue;
use crate::protocol::failure::classify::{Failure, FailureCause};
use crate::protocol::failure::rate_limit_headers::HeaderText;
use crate::protocol::identity::scope;
use crate::protocol::request::headers::RequestHeaders;
use crate::protocol::request::options::Name;
use crate::protocol::request::query::Pair;
use crate::protocol::request::url;
use crate::protocol::routing::attempts::Next;
use crate::protocol::text::invalid::{Invalid, text};

/// What whoever drives a call does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// They send the request.
    Send,
    /// They ask the function [`Call::key_name`] for the key, and send the request.
    AskKey,
    /// They wait for so many milliseconds, and ask again.
    Wait(u64),
    /// Nothing: no listed organization has room, which [`Call::diagnose`] explains.
    NoRoom,
}

/// What is sent.
#[derive(Debug)]
pub struct HttpRequest<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// Where it goes.
    pub url: String,
    /// The body, if it is made here.
    pub body: Option<&'a str>,
    /// The headers.
    pub headers: RequestHeaders,
}

impl Call {
    /// What is next; `Err` if there is no key.
    pub fn next(&self) -> Result<NextStep, Invalid> {
        Ok(match self.decide(|state, context| state.attempts.next(context)) {
            Next::Send => {
                let key = self.key()?;
                self.take_key(key.and_then(OptionValue::text).unwrap_or_default());
                let is_function = key.is_some_and(OptionValue::is_function);
                if is_function { NextStep::AskKey } else { NextStep::Send }
            }
            Next::Wait(millis) => NextStep::Wait(millis),
            Next::Nowhere(earliest) => {
                self.state.borrow_mut().outcome = Outcome::exhausted(earliest);
                NextStep::NoRoom
            }
        })
    }

    /// The option that holds the function to ask for the key.
    pub fn key_name(&self) -> String {
        if self.request.takes_admin_key {
            return "adminAPIKey".to_owned();
        }
        let Some(index) = self.own_key() else { return "apiKey".to_owned() };
        let mut name = entry_name(index);
        name.push_str(".apiKey");
        name
    }

    /// Takes the key that the function gave.
    ///
    /// `Err` if it is no key.
    pub fn set_key(&self, key: &Field) -> Result<(), Invalid> {
        let Value::Text(text) = key.value else {
            let parts = [key.name, " must be a string, got ", key.value.type_name()];
            return Err(Invalid::of(&parts));
        };
        self.take_key(scope::check_key(key.name, text)?);
        Ok(())
    }

    /// The method, the path as the catalogue or the caller has it, and the whole URL, each ended by NUL.
    pub fn target(&self) -> String {
        text(&[&self.request.method, "\0", &self.request.path, "\0", &self.url(), "\0"])
    }

    /// Where the request goes.
    pub fn url(&self) -> String {
        let default = self.settings.options.query(Name::DefaultQuery).unwrap_or_default();
        let queries: [&[Pair]; 3] = [default, self.request.query(), self.cursor.as_slice()];
        url::join(self.settings.base_url(), &self.request.path, &queries)
    }

    /// Begins a request, and says what to send.
    ///
    /// `form_type` is the content type of a form that was made; empty: `fetch` knows it.
    pub fn send(&self, form_type: &str, listener: Listener) -> HttpRequest<'_> {
        let now = clock::now();
        let headers = {
            let mut state = self.state.borrow_mut();
            let place = self.sender(&state).place;
            let ticket = self.shared.begin(place, self.request.token_estimate());
            let headers = self.headers(&place, &state.key, form_type);
            self.shared.note_key(headers.get("authorization"));
            state.under_way = Some((ticket, now));
            headers
        };
        let Self { request, .. } = self;
        let (method, url, body) = (&*request.method, self.url(), request.body.text.as_deref());
        self.notify(listener, HookDetail::Request { method, url: &url, headers: &headers });
        HttpRequest { method, url, body, headers }
    }

    /// Notes an answer that is no error.
    pub fn answered(&self, status: u16, headers: HeaderText, listener: Listener) {
        let answer = Failure { headers, ..Failure::new(FailureCause::Answer(status)) };
        self.state.borrow_mut().outcome = Outcome::new(&answer);
        self.end_request(listener, &mut |attempt, state, ticket| {
            attempt.status = Some(status);
            self.shared.succeeded(self.sender(state).place, ticket, headers);
        });
    }
}
