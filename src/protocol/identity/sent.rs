//! What a request was sent with.

use crate::protocol::identity::key_label::KeyLabel;
use crate::protocol::identity::origin::Origin;

/// What a request was sent with.
#[derive(Clone, Debug)]
pub struct Sent<'a> {
    /// The value of `OpenAI-Organization`; `None`: no header, so the account's default.
    pub organization: Option<&'a str>,
    /// Where that value came from.
    pub organization_origin: Origin,
    /// The value of `OpenAI-Project`; `None`: no header, so the default project.
    pub project: Option<&'a str>,
    /// Where that value came from.
    pub project_origin: Origin,
    /// The key, by its label.
    pub key: KeyLabel,
    /// The model of the request; `None` where it names none.
    pub model: Option<&'a str>,
}
