//! Where a request goes: organization, project, key and model, and what shares a failure with it.

/// How far a failure reaches: requests that share all of this with the failed one fail too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every request with the same key.
    Key,
    /// Every request with the same key, organization and project.
    Access,
    /// Every request of the organization.
    Organization,
    /// Every request of the project.
    Project,
    /// Every request for the model in the organization.
    OrganizationModel,
    /// Every request for the model in the project.
    ProjectModel,
}

impl Reach {
    /// The word for it in a snapshot.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Access => "access",
            Self::Organization => "organization",
            Self::Project => "project",
            Self::OrganizationModel => "organizationModel",
            Self::ProjectModel => "projectModel",
        }
    }

    /// Every reach.
    pub const ALL: [Self; 6] = [
        Self::Key,
        Self::Access,
        Self::Organization,
        Self::Project,
        Self::OrganizationModel,
        Self::ProjectModel,
    ];
}

/// Where a request goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// The organization; `None`: the default one of the key's account.
    pub organization: Option<&'a str>,
    /// The project; `None`: the default one.
    pub project: Option<&'a str>,
    /// A name for the key, such as its label; never the key itself.
    pub key: Option<&'a str>,
    /// The model; `None` where the request names none.
    pub model: Option<&'a str>,
}

impl Place<'_> {
    /// Whether a failure of that reach at this place is also one at the other place.
    pub fn shares(&self, other: &Place, reach: Reach) -> bool {
        let key = self.key == other.key;
        let project = self.project == other.project;
        let model = self.model == other.model;
        match reach {
            Reach::Key => key,
            Reach::Access => key && project && self.organization == other.organization,
            Reach::Organization => self.is_same_organization(other),
            Reach::Project => project && self.is_same_organization(other),
            Reach::OrganizationModel => model && self.is_same_organization(other),
            Reach::ProjectModel => model && project && self.is_same_organization(other),
        }
    }

    /// Without an organization, each key has a default one of its own.
    fn is_same_organization(&self, other: &Place) -> bool {
        let is_named = self.organization.is_some();
        self.organization == other.organization && (is_named || self.key == other.key)
    }
}
