//! The steps of a call: what is next, what to send, and that it was answered.

use super::call::Call;
use super::clock;
use super::fields::Fields;
use super::hooks;
use super::last_outcome::Outcome;
use super::option_values::Given;
use crate::protocol::failure::classify::Event;
use crate::protocol::identity::scope;
use crate::protocol::request::options::Name;
use crate::protocol::request::query::Pair;
use crate::protocol::request::url;
use crate::protocol::routing::attempts::Next;
use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::number::push_number;

/// What `next` gives when no listed organization has room.
const NO_ROOM: f64 = -1.0;

/// What `next` gives when the key is asked for.
const ASK_KEY: f64 = -2.0;

impl Call {
    /// How many milliseconds to wait before asking again; 0: send the request now.
    ///
    /// -1 if the call has failed without a request ([`Call::diagnosis`] says why), -2 if a function
    /// must give the key first. `Err` if there is no key.
    pub fn next(&self) -> Result<f64, Invalid> {
        match self.decide(|state, world| state.course.next(world)) {
            Next::Send => {
                let key = self.key()?;
                self.take_key(key.and_then(Given::text).unwrap_or_default());
                Ok(if key.is_some_and(|key| key.is_function) { ASK_KEY } else { 0.0 })
            }
            Next::Wait(millis) => Ok((millis as f64).max(1.0)),
            Next::Nowhere(earliest) => {
                self.state.borrow_mut().outcome = Outcome::exhausted(earliest);
                Ok(NO_ROOM)
            }
        }
    }

    /// The option that holds the function to ask for the key.
    pub fn key_name(&self) -> String {
        if self.request.takes_admin_key {
            return "adminAPIKey".to_owned();
        }
        let Some(index) = self.own_key() else { return "apiKey".to_owned() };
        let mut name = "organizations[".to_owned();
        push_number(&mut name, index as u64);
        name.push_str("].apiKey");
        name
    }

    /// Takes the key that the function gave, told as a field.
    ///
    /// `Err` if it is no key.
    pub fn set_key(&self, told: &str) -> Result<(), Invalid> {
        for field in Fields::of(told, &[])? {
            let Some(text) = field.text().filter(|_| field.type_name == "string") else {
                let parts = [field.name, " must be a string, got ", field.type_name];
                return Err(Invalid::of(&parts));
            };
            self.take_key(scope::check_key(field.name, text)?);
        }
        Ok(())
    }

    /// Where the request goes.
    pub fn url(&self) -> String {
        let default = self.settings.options.query(Name::DefaultQuery).unwrap_or_default();
        let given: [&[Pair]; 3] = [&default, &self.request.query, self.cursor.as_slice()];
        url::join(self.settings.base_url(), &self.request.path, &given)
    }

    /// Begins a request, and says what to send: the method, the URL, the body if it is made here
    /// (`=` and the text), then the names and the values of the headers, each ended by NUL.
    ///
    /// `form_type` is the content type of a form that was made; empty: `fetch` knows it.
    pub fn send(&self, form_type: &str) -> String {
        let url = self.url();
        let headers = {
            let mut state = self.state.borrow_mut();
            let place = self.sender(&state).place;
            let ticket = self.shared.begin(place, self.request.token_estimate());
            let headers = self.headers(&place, &state.key, form_type);
            state.under_way = Some((ticket, clock::now()));
            headers
        };
        hooks::request(self, &url, &headers);
        let body = &self.request.body.text;
        let (mark, body) = body.as_ref().map_or(("-", ""), |body| ("=", &**body));
        text(&[&self.request.method, "\0", &url, "\0", mark, body, "\0", headers.to_flat()])
    }

    /// Notes an answer that is no error, with its headers as lines of `name: value`.
    pub fn answered(&self, status: u16, head: &str) {
        self.state.borrow_mut().outcome = Outcome::of(Event::Answer(status), head, "", "");
        self.settle_request(&mut |attempt, state, ticket| {
            attempt.status = Some(status);
            self.shared.succeeded(self.sender(state).place, ticket, &state.outcome.head);
        });
    }

    /// What the hooks are to hear since the last time, a line for each: the option, and JSON.
    pub fn told(&self) -> String {
        self.told.take()
    }
}
