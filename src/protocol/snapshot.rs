//! The ledger as plain values, to move between isolates and sessions.

use serde::{Deserialize, Serialize};

use super::affinity::{Affinity, Home};
use super::block::Block;
use super::entry::Entry;
use super::ledger::{Ledger, MOST_ENTRIES};

/// Everything that is remembered, in the form of `client.ledger.toJSON()`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Snapshot {
    /// The form of the snapshot.
    pub version: u32,
    /// What each place has left and has used.
    pub entries: Vec<Entry>,
    /// Which places are known to fail.
    pub blocks: Vec<Block>,
    /// Where things were created.
    pub homes: Vec<Home>,
}

/// The form that is written, and the only one that is read.
pub const VERSION: u32 = 1;

impl Snapshot {
    /// Takes a snapshot at `now`, in milliseconds since the Unix epoch.
    pub fn of(ledger: &Ledger, affinity: &Affinity, now: u64) -> Self {
        Self {
            version: VERSION,
            entries: ledger.entries.clone(),
            blocks: ledger.blocks.current(now),
            homes: affinity.homes().to_vec(),
        }
    }

    /// Adds what the snapshot knows; of two observations of the same thing the newer one stays.
    ///
    /// `false` means that the snapshot has another form, and nothing was taken over.
    pub fn load_into(self, ledger: &mut Ledger, affinity: &mut Affinity, now: u64) -> bool {
        if self.version != VERSION {
            return false;
        }
        for entry in self.entries.into_iter().take(MOST_ENTRIES) {
            ledger.merge(entry, now);
        }
        ledger.blocks.load(self.blocks, now);
        affinity.load(self.homes, now);
        true
    }
}
