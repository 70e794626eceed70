//! Remembers in which organization things were created, so that they are followed up there.

use crate::protocol::identity::place::{Place, PlaceBuf, Reach};
use crate::protocol::text::lru::Lru;

/// The most ids that are remembered; the one unused for longest is forgotten first.
pub const MOST_OWNERS: usize = 1_024;
/// No longer than this, in milliseconds, are ids remembered that are not used: thirty days, after which the API
/// forgets responses as well.
const OLDEST: u64 = 30 * 86_400_000;
/// No id of the API is longer; a longer text is not remembered.
const LONGEST_ID: usize = 256;

/// How ids begin of things that exist in one organization only.
const PREFIXES: [&str; 27] = [
    "chatcmpl-",
    "resp_",
    "file-",
    "file_",
    "conv_",
    "vs_",
    "vsfb_",
    "batch_",
    "batch-",
    "ftjob-",
    "ft:",
    "ftckpt_",
    "thread_",
    "asst_",
    "run_",
    "step_",
    "msg_",
    "rs_",
    "fc_",
    "item_",
    "upload_",
    "cntr_",
    "cfile_",
    "eval_",
    "evalrun_",
    "video_",
    "skill_",
];

/// The fields of parameters that hold such ids, as a text or as a list of texts.
pub const FIELDS: &str = "\
    previous_response_id conversation file_id file_ids input_file_id training_file \
    validation_file vector_store_id vector_store_ids thread_id assistant_id run_id \
    message_id response_id batch_id upload_id completion_id container container_id \
    fine_tuning_job_id eval_id model";

/// Where a thing was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The id of the thing.
    pub id: String,
    /// When it was last used, in milliseconds since the Unix epoch.
    pub used_at: u64,
    place: PlaceBuf,
}

impl Owner {
    /// A thing that was created at a place, for whichever model.
    pub fn new(id: &str, place: Place, used_at: u64) -> Self {
        let place = PlaceBuf::of(Place { model: None, ..place });
        Self { id: id.to_owned(), used_at, place }
    }

    /// The organization, the project and the name of the key that created it.
    pub fn place(&self) -> Place<'_> {
        self.place.place()
    }

    /// Whether two things live in the same project of the same organization.
    pub fn is_with(&self, other: &Self) -> bool {
        self.place().shares(&other.place(), Reach::Project)
    }
}

/// What the ids of a call say about where it must go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing is known of any of them.
    Nothing,
    /// All that are known live here.
    Owner(Owner),
    /// Two of them live in different places: no organization has both.
    Apart(Owner, Owner),
}

/// Where things were created, the most recently used last.
#[derive(Clone, Debug, Default)]
pub struct Affinity(Lru<Owner>);

impl Affinity {
    /// Starts with nothing known.
    pub const fn new() -> Self {
        Self(Lru::new())
    }

    /// Remembers where a thing was created or found; other texts than ids are passed over.
    pub fn remember(&mut self, owner: Owner) {
        if is_bound(&owner.id) {
            self.take(&owner.id);
            self.put(Box::new(owner));
        }
    }

    /// Forgets a thing that was deleted.
    pub fn forget(&mut self, id: &str) {
        self.take(id);
    }

    /// Says where a call that names these ids must go, at `now`.
    pub fn find(&mut self, ids: &[&str], now: u64) -> Found {
        let mut found: Option<Owner> = None;
        for id in ids {
            let Some(mut known) = self.take(id) else { continue };
            known.used_at = now;
            let owner = Owner::clone(&known);
            self.put(known);
            match found {
                Some(first) if !first.is_with(&owner) => return Found::Apart(first, owner),
                _ => found = Some(owner),
            }
        }
        found.map_or(Found::Nothing, Found::Owner)
    }

    /// What is remembered and was used in the thirty days before `now`.
    pub fn recent_homes(&self, now: u64) -> impl Iterator<Item = &Owner> {
        let owners = self.0.all().iter().map(|owner| &**owner);
        owners.filter(move |owner| owner.used_at.saturating_add(OLDEST) > now)
    }

    /// All that is remembered.
    pub fn owners(&self) -> &[Box<Owner>] {
        self.0.all()
    }

    /// Takes over what another session remembers; of two owners of one id the newer stays.
    pub fn merge(&mut self, mut owner: Owner, now: u64) {
        owner.used_at = owner.used_at.min(now);
        match self.take(&owner.id) {
            Some(known) if known.used_at >= owner.used_at => self.put(known),
            _ => self.remember(owner),
        }
    }

    /// Ids begin alike and end each in its own way, so that most are told apart by one byte.
    #[inline(never)]
    fn take(&mut self, id: &str) -> Option<Box<Owner>> {
        let last = id.as_bytes().last();
        self.0.take(&|known| known.id.as_bytes().last() == last && known.id == id)
    }

    #[inline(never)]
    fn put(&mut self, owner: Box<Owner>) {
        let used_at = owner.used_at;
        self.0.forget(MOST_OWNERS, &|_| true);
        self.0.put(owner, &|known| known.used_at <= used_at);
    }
}

/// Whether what has this id was kept, so that it can be asked for again; `stored` is what the request said.
///
/// Chats are kept only if somebody asks for it, all else unless somebody asks for the contrary.
pub fn is_kept(id: &str, stored: Option<bool>) -> bool {
    is_bound(id) && stored.unwrap_or_else(|| !id.starts_with("chatcmpl-"))
}

/// Whether a text is the id of something that exists in one organization only.
pub fn is_bound(id: &str) -> bool {
    id.len() <= LONGEST_ID && PREFIXES.iter().any(|prefix| id.starts_with(prefix))
}
