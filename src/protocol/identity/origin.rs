//! Where the organization or the project of a call came from.

/// Where the organization or the project of a call came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// An option of the client.
    #[default]
    Option,
    /// The setter of the client.
    Setter,
    /// An option of the call.
    Call,
    /// The environment: `OPENAI_ORG_ID`, `OPENAI_PROJECT_ID`.
    Environment,
    /// `withOptions`.
    Scope,
    /// Routing.
    Routing,
}

impl Origin {
    /// The word for it, as in `error.diagnosis.sent.organizationOrigin`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::Setter => "setter",
            Self::Call => "call",
            Self::Environment => "environment",
            Self::Scope => "scope",
            Self::Routing => "routing",
        }
    }
}
