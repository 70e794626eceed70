//! What the hooks of a client are called with.
//!
//! A listener is handed it while the call is borrowed: it may write it down, and whoever drives the
//! call runs the hooks afterwards, which may use the client.

use super::call::Call;
use crate::protocol::failure::kind::FailureKind;
use crate::protocol::memory::report::Near;
use crate::protocol::request::headers::RequestHeaders;
use crate::protocol::request::options::Name;
use crate::protocol::routing::choose::Candidate;
use crate::protocol::routing::meta::Attempt;

/// What is called with each event that the client has a hook for.
pub type Listener<'a> = &'a mut dyn FnMut(&HookEvent);

/// Something that happened to a call, with whose call it is.
#[derive(Debug)]
pub struct HookEvent<'a> {
    /// Which call of the client it is: the same for all events of a call.
    pub call_id: u64,
    /// How many requests the call had sent before.
    pub attempt: u64,
    /// What messages call the request.
    pub name: &'a str,
    /// The organization that sends; `None`: the account's default.
    pub organization: Option<&'a str>,
    /// The project; `None`: the default one.
    pub project: Option<&'a str>,
    /// The model that the call names.
    pub model: Option<&'a str>,
    /// What happened.
    pub detail: HookDetail<'a>,
}

/// What happened to a call.
#[derive(Debug)]
pub enum HookDetail<'a> {
    /// A request is about to be sent.
    Request {
        /// The HTTP method.
        method: &'a str,
        /// Where it goes, with whatever secrets are in that.
        url: &'a str,
        /// Its headers, secret ones among them.
        headers: &'a RequestHeaders,
    },
    /// It was answered, or has failed.
    Response(&'a Attempt),
    /// It will be sent again.
    Retry {
        /// Why.
        kind: FailureKind,
        /// After so many milliseconds.
        wait: u64,
    },
    /// The call moves to another listed organization.
    Route {
        /// Why.
        kind: FailureKind,
        /// Where it goes.
        to: Option<&'a Candidate>,
    },
    /// A limit has come near its end.
    Limit(&'a Near),
}

impl Call {
    /// Hands an event to a listener, if the client has a hook for it.
    pub(super) fn notify(&self, listener: Listener, detail: HookDetail) {
        let hook = match detail {
            HookDetail::Request { .. } => Name::OnRequest,
            HookDetail::Response(_) => Name::OnResponse,
            HookDetail::Retry { .. } => Name::OnRetry,
            HookDetail::Route { .. } => Name::OnRoute,
            HookDetail::Limit(_) => Name::OnLimit,
        };
        if !self.settings.options.is_function(hook) {
            return;
        }
        let state = self.state.borrow();
        let place = self.sender(&state).place;
        let sent = state.attempts.made.len() as u64;
        let is_over = state.under_way.is_none() && !matches!(detail, HookDetail::Request { .. });
        listener(&HookEvent {
            call_id: self.id,
            attempt: sent.saturating_sub(u64::from(is_over)),
            name: &self.request.name,
            organization: place.organization,
            project: place.project,
            model: place.model,
            detail,
        });
    }
}
