//! What is remembered as lines of text, to move between isolates and sessions.
//!
//! The first line is the version. Every other line is a record of fields that are separated by
//! tabs: what it is about; organization, project, key and model; two words; four numbers. Texts
//! are percent-encoded, what is missing is empty.

use super::affinity::{Affinity, Home};
use super::block::Block;
use super::duration::{parse_number, push_number};
use super::entry::{Entry, Unit, Usage};
use super::kind::Kind;
use super::ledger::Ledger;
use super::meter::{Meter, Source};
use super::percent::{decode_query, push_query};
use super::place::{Place, Reach};
use super::search::take;

/// The form that is written, and the only one that is read.
pub const VERSION: &str = "1";

const USAGE: &str = "usage";
const LIMIT: &str = "limit";
const BLOCK: &str = "block";
const HOME: &str = "home";

/// Takes a snapshot at `now`, in milliseconds since the Unix epoch.
pub fn write(ledger: &Ledger, affinity: &Affinity, now: u64) -> String {
    let mut text = VERSION.to_owned();
    for entry in &ledger.entries {
        push_entry(&mut text, entry);
    }
    for block in ledger.blocks.current(now) {
        let words = [block.reach.as_str(), block.kind.as_str()];
        push(&mut text, BLOCK, block.place(), words, [Some(block.until), None, None, None]);
    }
    for home in affinity.homes() {
        push(&mut text, HOME, home.place(), [&home.id, ""], [Some(home.used_at), None, None, None]);
    }
    text
}

fn push_entry(text: &mut String, entry: &Entry) {
    let Usage { requests, input_tokens, output_tokens } = entry.usage;
    let counts = [Some(requests), Some(input_tokens), Some(output_tokens), None];
    push(text, USAGE, entry.place(), [""; 2], counts);
    for unit in Unit::ALL {
        if let Some(meter) = entry.meter(unit) {
            let numbers = [meter.limit, meter.remaining, meter.resets_at, Some(meter.observed_at)];
            let words = [unit.as_str(), meter.source.as_str()];
            push(text, LIMIT, entry.place(), words, numbers);
        }
    }
}

#[inline(never)]
fn push(text: &mut String, what: &str, place: Place, words: [&str; 2], numbers: [Option<u64>; 4]) {
    text.push('\n');
    text.push_str(what);
    for field in place.texts().iter().chain(&words) {
        text.push('\t');
        push_query(text, field);
    }
    for number in numbers {
        text.push('\t');
        if let Some(number) = number {
            push_number(text, number);
        }
    }
}

/// Adds what a snapshot knows; of two observations of the same thing the newer one stays.
///
/// `false` means that the text is no snapshot, or one of another version: then nothing was taken
/// over.
pub fn load(text: &str, ledger: &mut Ledger, affinity: &mut Affinity, now: u64) -> bool {
    // Everything is read once before anything is taken over.
    if read(text, &mut |_, _| {}).is_none() {
        return false;
    }
    let mut add = |place: Place, record: Record| match record {
        Record::Usage(usage) => ledger.update(place, &mut |entry| entry.usage.merge(&usage)),
        Record::Limit(unit, meter) => {
            ledger.update(place, &mut |entry| entry.merge(unit, meter.clone(), now));
        }
        Record::Block(block) => ledger.blocks.merge(block, now),
        Record::Home(home) => affinity.merge(home, now),
    };
    read(text, &mut add).is_some()
}

/// What a line says.
enum Record {
    Usage(Usage),
    Limit(Unit, Meter),
    Block(Block),
    Home(Home),
}

/// Hands out every record; `None` if there is a line that is none.
#[inline(never)]
fn read(text: &str, add: &mut dyn FnMut(Place, Record)) -> Option<()> {
    let mut lines = Some(text);
    if take(&mut lines, "\n")? != VERSION {
        return None;
    }
    while let Some(line) = take(&mut lines, "\n") {
        read_line(line, add)?;
    }
    Some(())
}

fn read_line(line: &str, add: &mut dyn FnMut(Place, Record)) -> Option<()> {
    let mut fields = Some(line);
    let (mut texts, mut numbers): ([String; 7], [Option<u64>; 4]) = Default::default();
    for text in &mut texts {
        *text = decode_query(take(&mut fields, "\t")?);
    }
    for number in &mut numbers {
        let field = take(&mut fields, "\t")?;
        *number = parse_number(field);
        if number.is_none() && !field.is_empty() {
            return None;
        }
    }
    if fields.is_some() {
        return None;
    }
    let [what, organization, project, key, model, first, second] = &texts;
    let place = Place {
        organization: Some(organization),
        project: Some(project),
        key: Some(key),
        model: Some(model),
    };
    add(place, record(what, place, [first, second], numbers)?);
    Some(())
}

fn record(what: &str, place: Place, words: [&str; 2], numbers: [Option<u64>; 4]) -> Option<Record> {
    let [first, second] = words;
    Some(match (what, numbers) {
        (USAGE, [Some(requests), Some(input_tokens), Some(output_tokens), None]) => {
            Record::Usage(Usage { requests, input_tokens, output_tokens })
        }
        (LIMIT, [limit, remaining, resets_at, Some(observed_at)]) => {
            let source = Source::of_word(second)?;
            let is_reported = false;
            let meter = Meter { limit, remaining, resets_at, source, observed_at, is_reported };
            Record::Limit(Unit::of_word(first)?, meter)
        }
        (BLOCK, [Some(until), None, None, None]) => {
            Record::Block(Block::new(place, Reach::of_word(first)?, Kind::of_word(second)?, until))
        }
        (HOME, [Some(used_at), None, None, None]) => Record::Home(Home::new(first, place, used_at)),
        _ => return None,
    })
}
