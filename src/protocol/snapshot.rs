//! What is remembered as lines of text, to move between isolates and sessions.
//!
//! The first line is the version. Every other line is a record of fields that are separated by
//! tabs; its first field says what it is. Texts are percent-encoded, what is missing is empty.

use super::affinity::{Affinity, Home};
use super::block::Block;
use super::duration::{parse_number, push_number};
use super::entry::{Entry, Unit, Usage};
use super::kind::Kind;
use super::ledger::{Ledger, MOST_ENTRIES};
use super::meter::{Meter, Source};
use super::percent::{decode_query, push_query};
use super::place::{Place, Reach};

/// The form that is written, and the only one that is read.
pub const VERSION: &str = "1";

const ENTRY: &str = "entry";
const BLOCK: &str = "block";
const HOME: &str = "home";

/// Takes a snapshot at `now`, in milliseconds since the Unix epoch.
pub fn write(ledger: &Ledger, affinity: &Affinity, now: u64) -> String {
    let mut lines = Lines(VERSION.to_owned());
    for entry in &ledger.entries {
        lines.entry(entry);
    }
    for block in ledger.blocks.current(now) {
        lines.begin(BLOCK, block.place());
        lines.word(block.reach.as_str());
        lines.word(block.kind.as_str());
        lines.number(Some(block.until));
    }
    for home in affinity.homes() {
        lines.begin(HOME, home.place());
        lines.text(Some(&home.id));
        lines.number(Some(home.used_at));
    }
    lines.0
}

/// Adds what a snapshot knows; of two observations of the same thing the newer one stays.
///
/// `false` means that the text is no snapshot, or one of another version: then nothing was taken
/// over.
pub fn load(text: &str, ledger: &mut Ledger, affinity: &mut Affinity, now: u64) -> bool {
    let Some(records) = Records::read(text) else {
        return false;
    };
    for entry in records.entries.into_iter().take(MOST_ENTRIES) {
        ledger.merge(entry, now);
    }
    ledger.blocks.load(records.blocks, now);
    affinity.load(records.homes, now);
    true
}

/// The text of a snapshot in the making.
struct Lines(String);

impl Lines {
    fn begin(&mut self, what: &str, place: Place) {
        self.0.push('\n');
        self.0.push_str(what);
        for text in [place.organization, place.project, place.key, place.model] {
            self.text(text);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.begin(ENTRY, entry.place());
        let Usage { requests, input_tokens, output_tokens } = entry.usage;
        for count in [requests, input_tokens, output_tokens] {
            self.number(Some(count));
        }
        for unit in Unit::ALL {
            let meter = entry.meter(unit);
            self.word(meter.map_or("", |meter| meter.source.as_str()));
            self.number(meter.and_then(|meter| meter.limit));
            self.number(meter.and_then(|meter| meter.remaining));
            self.number(meter.and_then(|meter| meter.resets_at));
            self.number(meter.map(|meter| meter.observed_at));
        }
    }

    fn text(&mut self, text: Option<&str>) {
        self.0.push('\t');
        push_query(&mut self.0, text.unwrap_or_default());
    }

    fn number(&mut self, number: Option<u64>) {
        self.0.push('\t');
        if let Some(number) = number {
            push_number(&mut self.0, number);
        }
    }

    fn word(&mut self, word: &str) {
        self.0.push('\t');
        self.0.push_str(word);
    }
}

/// What the lines of a snapshot say.
#[derive(Default)]
struct Records {
    entries: Vec<Entry>,
    blocks: Vec<Block>,
    homes: Vec<Home>,
}

impl Records {
    fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        if lines.next() != Some(VERSION) {
            return None;
        }
        let mut records = Self::default();
        for line in lines {
            records.add(Fields(line.split('\t')))?;
        }
        Some(records)
    }

    fn add(&mut self, mut fields: Fields) -> Option<()> {
        match fields.next()? {
            ENTRY => self.entries.push(fields.entry()?),
            BLOCK => self.blocks.push(fields.block()?),
            HOME => self.homes.push(fields.home()?),
            _ => return None,
        }
        fields.0.next().is_none().then_some(())
    }
}

/// The fields of a line that are not read yet; every reader gives `None` for a wrong field.
struct Fields<'a>(std::str::Split<'a, char>);

impl<'a> Fields<'a> {
    fn next(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    fn text(&mut self) -> Option<Option<String>> {
        let text = self.next()?;
        Some((!text.is_empty()).then(|| decode_query(text)))
    }

    fn count(&mut self) -> Option<u64> {
        parse_number(self.next()?)
    }

    fn number(&mut self) -> Option<Option<u64>> {
        match self.next()? {
            "" => Some(None),
            text => parse_number(text).map(Some),
        }
    }

    fn entry(&mut self) -> Option<Entry> {
        Some(Entry {
            organization: self.text()?,
            project: self.text()?,
            key: self.text()?,
            model: self.text()?,
            usage: Usage {
                requests: self.count()?,
                input_tokens: self.count()?,
                output_tokens: self.count()?,
            },
            requests: self.meter()?,
            tokens: self.meter()?,
            project_tokens: self.meter()?,
            ..Entry::new(Place::default())
        })
    }

    fn meter(&mut self) -> Option<Option<Meter>> {
        let source = match self.next()? {
            "header" => Source::Header,
            "message" => Source::Message,
            "" => {
                let is_empty = (0..4).all(|_| self.next() == Some(""));
                return is_empty.then_some(None);
            }
            _ => return None,
        };
        Some(Some(Meter {
            source,
            limit: self.number()?,
            remaining: self.number()?,
            resets_at: self.number()?,
            observed_at: self.count()?,
            is_reported: false,
        }))
    }

    fn block(&mut self) -> Option<Block> {
        Some(Block {
            organization: self.text()?,
            project: self.text()?,
            key: self.text()?,
            model: self.text()?,
            reach: self.reach()?,
            kind: self.kind()?,
            until: self.count()?,
        })
    }

    fn reach(&mut self) -> Option<Reach> {
        let word = self.next()?;
        Reach::ALL.into_iter().find(|reach| reach.as_str() == word)
    }

    fn kind(&mut self) -> Option<Kind> {
        let word = self.next()?;
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }

    fn home(&mut self) -> Option<Home> {
        let (organization, project, key) = (self.text()?, self.text()?, self.text()?);
        let None = self.text()? else { return None };
        let id = self.text()??;
        Some(Home { id, organization, project, key, used_at: self.count()? })
    }
}
