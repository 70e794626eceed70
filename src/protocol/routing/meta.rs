//! How a call went: what was sent where, what came of it, and how long it took.

use crate::protocol::failure::kind::FailureKind;
use crate::protocol::identity::origin::Origin;

/// One request of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// The organization it was sent with; `None`: the account's default.
    pub organization: Option<String>,
    /// The project it was sent with; `None`: the default one.
    pub project: Option<String>,
    /// How many milliseconds the call had waited before it.
    pub waited: u64,
    /// How many milliseconds passed until the headers came, or until it failed.
    pub duration: u64,
    /// The HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// What kind of failure it was; `None` for the one that succeeded.
    pub kind: Option<FailureKind>,
}

/// Who a call was for: the id that was sent, and who said so.
pub type Chosen<'a> = (Option<&'a str>, Origin);

/// What is known of a call that was answered, besides its answer: `meta` of `withResponse()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta<'a> {
    /// The organization that was sent; `None`: the account's default.
    pub organization: Option<&'a str>,
    /// Where it came from; `None` when none was sent.
    pub organization_origin: Option<Origin>,
    /// The project that was sent; `None`: the default one.
    pub project: Option<&'a str>,
    /// Where it came from; `None` when none was sent.
    pub project_origin: Option<Origin>,
    /// Every request of the call, the one that succeeded last.
    pub attempts: &'a [Attempt],
    /// How many milliseconds the call waited between its requests.
    pub waited: u64,
    /// How many milliseconds passed from the last request to the first byte of its answer.
    pub time_to_first_byte: u64,
}

impl<'a> Meta<'a> {
    /// Sums up a call.
    pub fn new(organization: Chosen<'a>, project: Chosen<'a>, attempts: &'a [Attempt]) -> Self {
        let origin = |(id, origin): Chosen| id.map(|_| origin);
        Self {
            organization: organization.0,
            organization_origin: origin(organization),
            project: project.0,
            project_origin: origin(project),
            attempts,
            waited: attempts.iter().map(|attempt| attempt.waited).fold(0, u64::saturating_add),
            time_to_first_byte: attempts.last().map_or(0, |attempt| attempt.duration),
        }
    }
}
