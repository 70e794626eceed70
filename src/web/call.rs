//! One call: it keeps the state it was made with through every attempt.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::boundary::{self, Patience};
use super::clock;
use super::exchange::Exchange;
use super::failure::{self, Ended, Failed};
use super::hooks;
use super::request::{Answer, Request};
use super::sender::Sender;
use super::settings::Settings;
use super::shared::Shared;
use crate::protocol::failure::Event;
use crate::protocol::headers::RequestHeaders;
use crate::protocol::invalid::Invalid;
use crate::protocol::meta::Attempt;

/// The headers of an answer that the client decides by.
const DECISIVE_HEADERS: &str = "x-request-id\nopenai-organization\nopenai-project\n\
    x-ratelimit-limit-requests\nx-ratelimit-remaining-requests\nx-ratelimit-reset-requests\n\
    x-ratelimit-limit-tokens\nx-ratelimit-remaining-tokens\nx-ratelimit-reset-tokens\n\
    x-ratelimit-limit-project-tokens\nx-ratelimit-remaining-project-tokens\n\
    x-ratelimit-reset-project-tokens\nretry-after-ms\nretry-after\nx-should-retry";

/// A request with the state of the client at the time it was made.
pub(super) struct Call {
    pub(super) request: Request,
    pub(super) settings: Rc<Settings>,
    pub(super) shared: Rc<Shared>,
}

/// What has become of a call so far.
#[derive(Default)]
pub(super) struct Course {
    pub(super) attempts: Vec<Attempt>,
    /// The listed organizations that failed since the last wait.
    pub(super) tried: Vec<usize>,
    /// How often the request was sent again at the same place.
    pub(super) retries: u32,
    /// Milliseconds waited since the last request.
    pub(super) waited: u64,
}

/// An attempt's timer and listener, which no exit forgets.
pub(super) struct Guard(pub(super) Patience);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// An answer whose status is no error.
pub(super) struct Answered {
    pub(super) response: web_sys::Response,
    pub(super) guard: Guard,
    /// The headers that matter, as lines of `name: value`.
    pub(super) head: String,
}

impl Call {
    /// Sends the request, again where that helps, until there is an answer or none is to be had.
    ///
    /// `Err` is the error for the caller.
    pub(super) async fn run(self: Rc<Self>) -> Result<Exchange, JsValue> {
        let mut course = Course::default();
        loop {
            let sender = self.sender(&mut course).await?;
            match self.attempt(&sender, &mut course).await {
                Ok(answered) => return Ok(Exchange::new(self, answered, sender, course.attempts)),
                Err(Ended::Failed(failed)) => self.recover(*failed, &sender, &mut course).await?,
                Err(Ended::Aborted(reason)) => return Err(aborted(&reason)),
                Err(Ended::Refused(error)) => return Err(error),
            }
        }
    }

    /// Waits, unless the caller aborts; `Err` is the error for the caller then.
    pub(super) async fn pause(&self, millis: u64, course: &mut Course) -> Result<(), JsValue> {
        course.waited = course.waited.saturating_add(millis);
        let pause = boundary::pause(millis as f64, &self.request.signal);
        JsFuture::from(pause).await.map(drop).map_err(|reason| aborted(&reason))
    }

    /// Sends the request once, and lets the ledger and the hooks know what came of it.
    async fn attempt(&self, sender: &Sender, course: &mut Course) -> Result<Answered, Ended> {
        let place = sender.place(self.request.model.as_deref());
        let began = clock::now();
        let ticket = self.shared.begin(place, self.request.token_estimate());
        let result = self.exchange(sender, course.attempts.len()).await;
        let mut attempt = self.note(sender, course, clock::now().saturating_sub(began));
        match &result {
            Ok(answered) => {
                attempt.status = Some(answered.response.status());
                self.shared.succeeded(place, &ticket, &answered.head);
            }
            Err(Ended::Failed(failed)) => {
                attempt.status = failed.seen().status();
                attempt.kind = Some(failed.seen().kind());
                self.shared.failed(place, &ticket, &failed.seen());
            }
            Err(_) => self.shared.dropped(place, &ticket),
        }
        self.tell(sender, &attempt);
        course.attempts.push(attempt);
        result
    }

    fn note(&self, sender: &Sender, course: &mut Course, duration: u64) -> Attempt {
        Attempt {
            organization: sender.scope.organization.value.clone(),
            project: sender.scope.project.value.clone(),
            waited: std::mem::take(&mut course.waited),
            duration,
            status: None,
            kind: None,
        }
    }

    fn tell(&self, sender: &Sender, attempt: &Attempt) {
        let place = sender.place(self.request.model.as_deref());
        hooks::tell(self.settings.hooks.response.as_ref(), || hooks::Response {
            name: &self.request.name,
            organization: place.organization,
            project: place.project,
            model: place.model,
            status: attempt.status,
            kind: attempt.kind,
            duration: attempt.duration,
        });
        if let Some(hook) = &self.settings.hooks.limit {
            for near in self.shared.newly_near(place, self.settings.near_limit) {
                hooks::tell(Some(hook), || hooks::Limit::new(place, near));
            }
        }
    }

    async fn exchange(&self, sender: &Sender, number: usize) -> Result<Answered, Ended> {
        let guard = Guard(Patience::new(&self.request.signal, self.request.patience.timeout));
        if guard.0.is_aborted() {
            return Err(Ended::Aborted(guard.0.controller().signal().reason()));
        }
        let response = self.fetch(sender, number, &guard.0).await?;
        let head = boundary::read_headers(&response, DECISIVE_HEADERS);
        if response.ok() {
            if matches!(self.request.answer, Answer::Stream { .. }) {
                guard.0.restart(self.request.patience.first_byte_timeout);
            }
            return Ok(Answered { response, guard, head });
        }
        let failed = Failed::of_answer(&response, head, &sender.key).await;
        if guard.0.is_aborted() {
            return Err(Ended::Aborted(guard.0.controller().signal().reason()));
        }
        Err(Ended::Failed(Box::new(failed)))
    }

    async fn fetch(
        &self,
        sender: &Sender,
        number: usize,
        patience: &Patience,
    ) -> Result<web_sys::Response, Ended> {
        let (body, content_type) = self.request.body.encode().await.map_err(Ended::Refused)?;
        let headers = self.headers(sender, content_type.as_deref());
        let url = self.request.url(&self.settings);
        self.tell_request(sender, number, &url, &headers);
        let sent = boundary::send(
            self.settings.fetch.as_ref(),
            &url,
            &self.request.method,
            &headers.to_flat(),
            &body,
            patience,
            &self.settings.fetch_options,
            &self.request.fetch_options,
        );
        let response = match sent {
            Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await,
            Err(thrown) => Err(thrown),
        };
        match response {
            Ok(response) if boundary::is_response(&response) => Ok(response.unchecked_into()),
            Ok(other) => {
                let got = boundary::type_name(&other);
                Err(Ended::Refused(wrong(&["fetch must give a Response, got ", &got].concat())))
            }
            Err(thrown) => Err(no_answer(patience, thrown)),
        }
    }

    fn tell_request(&self, sender: &Sender, number: usize, url: &str, headers: &RequestHeaders) {
        hooks::tell(self.settings.hooks.request.as_ref(), || hooks::Request {
            name: &self.request.name,
            method: &self.request.method,
            url,
            headers: headers.redacted(),
            organization: sender.scope.organization.value.as_deref(),
            project: sender.scope.project.value.as_deref(),
            model: self.request.model.as_deref(),
            attempt: number,
        });
    }

    fn headers(&self, sender: &Sender, content_type: Option<&str>) -> RequestHeaders {
        let mut headers = RequestHeaders::default();
        headers.set("accept", "application/json");
        let (organization, project) = (&sender.scope.organization, &sender.scope.project);
        for (name, identifier) in
            [("openai-organization", organization), ("openai-project", project)]
        {
            if let Some(value) = &identifier.value {
                headers.set(name, value);
            }
        }
        if !sender.key.is_empty() {
            headers.set("authorization", &["Bearer ", &sender.key].concat());
        }
        headers.apply(&self.settings.environment_headers);
        headers.apply(&self.settings.default_headers);
        if let Some(content_type) = content_type {
            headers.set("content-type", content_type);
        }
        headers.apply(&self.request.own_headers);
        headers.apply(&self.request.headers);
        headers
    }
}

/// What a `fetch` that threw means: the caller aborted, the time ran out, or no connection.
fn no_answer(patience: &Patience, thrown: JsValue) -> Ended {
    if patience.is_aborted() {
        return Ended::Aborted(patience.controller().signal().reason());
    }
    let is_timeout = patience.is_timed_out() || boundary::is_timeout(&thrown);
    let event = if is_timeout { Event::Timeout } else { failure::no_answer() };
    Ended::Failed(Box::new(Failed::without_answer(event, thrown)))
}

/// The error for a caller who gave something that cannot be used.
pub(super) fn refused(invalid: &Invalid) -> JsValue {
    wrong(invalid.as_str())
}

/// An error of this package's own making.
pub(super) fn wrong(message: &str) -> JsValue {
    boundary::client_error(message, &JsValue::UNDEFINED)
}

fn aborted(reason: &JsValue) -> JsValue {
    boundary::no_answer("abort", None, reason, &JsValue::UNDEFINED)
}
