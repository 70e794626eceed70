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

    /// The reach of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|reach| reach.as_str() == word).copied()
    }

    /// Every reach.
    pub const ALL: &[Self] = &[
        Self::Key,
        Self::Access,
        Self::Organization,
        Self::Project,
        Self::OrganizationModel,
        Self::ProjectModel,
    ];
}

/// Where a request goes. An empty text is a missing one.
#[derive(Clone, Copy, Debug, Default)]
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

impl<'a> Place<'a> {
    /// Whether a failure of that reach at this place is also one at the other place.
    #[inline(never)]
    pub fn shares(&self, other: &Place, reach: Reach) -> bool {
        let project = is_same(self.project, other.project);
        let key = is_same(self.key, other.key);
        let model = is_same(self.model, other.model);
        let named = is_same(self.organization, other.organization);
        // Without an organization, each key has a default one of its own.
        let organization = named && (key || !is_same(self.organization, None));
        match reach {
            Reach::Key => key,
            Reach::Access => key && project && named,
            Reach::Organization => organization,
            Reach::Project => project && organization,
            Reach::OrganizationModel => model && organization,
            Reach::ProjectModel => model && project && organization,
        }
    }

    /// The place as it is counted: a named organization is the same with every key.
    #[must_use]
    pub fn counted(self) -> Self {
        let is_named = !is_same(self.organization, None);
        Self { key: self.key.filter(|_| !is_named), ..self }
    }

    /// The organization, the project, the key and the model.
    pub fn texts(&self) -> [&'a str; 4] {
        [
            self.organization.unwrap_or_default(),
            self.project.unwrap_or_default(),
            self.key.unwrap_or_default(),
            self.model.unwrap_or_default(),
        ]
    }
}

impl PartialEq for Place<'_> {
    #[inline(never)]
    fn eq(&self, other: &Self) -> bool {
        self.texts() == other.texts()
    }
}

impl Eq for Place<'_> {}

#[inline(never)]
fn is_same(one: Option<&str>, other: Option<&str>) -> bool {
    one.unwrap_or_default() == other.unwrap_or_default()
}

/// A place that owns its texts, all in one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceBuf {
    text: String,
    ends: [usize; 4],
}

impl PlaceBuf {
    /// The default place.
    pub const fn new() -> Self {
        Self { text: String::new(), ends: [0; 4] }
    }

    /// Takes over the texts of a place.
    #[inline(never)]
    pub fn of(place: Place) -> Self {
        let mut owned = Self::new();
        for (end, text) in owned.ends.iter_mut().zip(place.texts()) {
            owned.text.push_str(text);
            *end = owned.text.len();
        }
        owned
    }

    /// The place itself.
    #[inline(never)]
    pub fn place(&self) -> Place<'_> {
        let [first, second, third, _] = self.ends;
        Place {
            organization: self.part(0, first),
            project: self.part(first, second),
            key: self.part(second, third),
            model: self.part(third, self.text.len()),
        }
    }

    fn part(&self, start: usize, end: usize) -> Option<&str> {
        self.text.get(start..end).filter(|text| !text.is_empty())
    }
}
