//! What is remembered as lines of text, to move between isolates and sessions.
//!
//! The first line is the version. Every other line is a record of fields that are separated by
//! tabs: what it is about; organization, project, key and model; two words; four numbers. Texts
//! are percent-encoded, what is missing is empty.

use crate::protocol::failure::kind::FailureKind;
use crate::protocol::failure::rate_limit_headers::Limit;
use crate::protocol::failure::unit::Unit;
use crate::protocol::identity::place::{Place, Reach};
use crate::protocol::memory::affinity::{Affinity, Owner};
use crate::protocol::memory::ledger::Ledger;
use crate::protocol::memory::ledger_entry::{LedgerEntry, Usage};
use crate::protocol::memory::limit_window::{LimitWindow, Source};
use crate::protocol::memory::outage::Outage;
use crate::protocol::text::number::{parse_number, push_number};
use crate::protocol::text::percent::{decode_query, push_query};
use crate::protocol::text::scan::take;

/// The form that is written, and the only one that is read.
pub const VERSION: &str = "1";

const USAGE: &str = "usage";
const LIMIT: &str = "limit";
const BLOCK: &str = "block";
const HOME: &str = "home";

/// How many numbers a line has.
const NUMBERS: usize = 4;

/// Takes a snapshot at `now`, in milliseconds since the Unix epoch.
pub fn write(ledger: &Ledger, affinity: &Affinity, now: u64) -> String {
    let mut text = VERSION.to_owned();
    for entry in ledger.entries.all() {
        push_entry(&mut text, entry);
    }
    for outage in ledger.outages.all() {
        if outage.until > now {
            let words = [outage.reach.as_str(), outage.kind.as_str()];
            push(&mut text, BLOCK, outage.place(), words, &[Some(outage.until)]);
        }
    }
    for owner in affinity.recent_homes(now) {
        push(&mut text, HOME, owner.place(), [&owner.id, ""], &[Some(owner.used_at)]);
    }
    text
}

fn push_entry(text: &mut String, entry: &LedgerEntry) {
    let Usage { requests, input_tokens, output_tokens } = entry.usage;
    let counts = [Some(requests), Some(input_tokens), Some(output_tokens)];
    push(text, USAGE, entry.place(), [""; 2], &counts);
    for &unit in Unit::ALL {
        let window = entry.window(unit);
        if let Some(source) = window.source {
            let numbers =
                [window.limit, window.remaining, window.resets_at, Some(window.observed_at)];
            let words = [unit.as_str(), source.as_str()];
            push(text, LIMIT, entry.place(), words, &numbers);
        }
    }
}

#[inline(never)]
fn push(text: &mut String, what: &str, place: Place, words: [&str; 2], numbers: &[Option<u64>]) {
    text.push_str("\n");
    text.push_str(what);
    for field in place.texts().iter().chain(&words) {
        text.push_str("\t");
        push_query(text, field);
    }
    for index in 0..NUMBERS {
        text.push_str("\t");
        if let Some(Some(number)) = numbers.get(index) {
            push_number(text, *number);
        }
    }
}

/// Adds what a snapshot knows; of two observations of the same thing the newer one stays.
///
/// `false` means that the text is no snapshot, or one of another version: then nothing was taken
/// over.
pub fn load(text: &str, ledger: &mut Ledger, affinity: &mut Affinity, now: u64) -> bool {
    let mut memory = Memory { ledger, affinity, now, takes_over: false };
    // Everything is read once before anything is taken over.
    if memory.read(text).is_none() {
        return false;
    }
    memory.takes_over = true;
    memory.read(text).is_some()
}

/// Where a snapshot goes.
struct Memory<'a> {
    ledger: &'a mut Ledger,
    affinity: &'a mut Affinity,
    now: u64,
    takes_over: bool,
}

/// The numbers of a line.
type Numbers = [Option<u64>; NUMBERS];

impl Memory<'_> {
    /// Reads every line; `None` if one is wrong.
    #[inline(never)]
    fn read(&mut self, text: &str) -> Option<()> {
        let mut lines = Some(text);
        if take(&mut lines, "\n")? != VERSION {
            return None;
        }
        while let Some(line) = take(&mut lines, "\n") {
            self.read_line(line)?;
        }
        Some(())
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let mut fields = Some(line);
        let (mut texts, mut numbers) = (Vec::new(), Numbers::default());
        while texts.len() < 7 {
            texts.push(decode_query(take(&mut fields, "\t")?));
        }
        for number in &mut numbers {
            let field = take(&mut fields, "\t")?;
            *number = parse_number(field);
            if number.is_none() && !field.is_empty() {
                return None;
            }
        }
        let [what, organization, project, key, model, first, second] = texts.as_slice() else {
            return None;
        };
        let place = Place {
            organization: Some(organization),
            project: Some(project),
            key: Some(key),
            model: Some(model),
        };
        self.take_over(what, place, [first, second], numbers).filter(|()| fields.is_none())
    }

    fn take_over(
        &mut self,
        what: &str,
        place: Place,
        [first, second]: [&str; 2],
        numbers: Numbers,
    ) -> Option<()> {
        match (what, numbers) {
            (USAGE, [Some(requests), Some(input_tokens), Some(output_tokens), None]) => {
                let usage = Usage { requests, input_tokens, output_tokens };
                self.update(place, &mut |entry, _| entry.usage.merge(&usage));
            }
            (LIMIT, [limit, remaining, resets_at, Some(observed_at)]) => {
                let (unit, source) = (Unit::of_word(first)?, Source::of_word(second)?);
                let observed = Limit { limit, remaining, resets_at };
                let window = LimitWindow::new(observed, source, observed_at);
                self.update(place, &mut |entry, now| entry.merge(unit, window, now));
            }
            (BLOCK, [Some(until), None, None, None]) => {
                let (reach, kind) = (Reach::of_word(first)?, FailureKind::of_word(second)?);
                if self.takes_over {
                    self.ledger.outages.merge(Outage::new(place, reach, kind, until), self.now);
                }
            }
            (HOME, [Some(used_at), None, None, None]) => {
                if self.takes_over {
                    self.affinity.merge(Owner::new(first, place, used_at), self.now);
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn update(&mut self, place: Place, change: &mut dyn FnMut(&mut LedgerEntry, u64)) {
        let now = self.now;
        if self.takes_over {
            self.ledger.update(place, &mut |entry| change(entry, now));
        }
    }
}
