//! Words what helps, in plain sentences with the values that matter.

use crate::protocol::failure::classify::{Failure, FailureCause};
use crate::protocol::failure::kind::{FailureKind, Retry};
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::place::Reach;
use crate::protocol::identity::scope;
use crate::protocol::identity::sent::Sent;
use crate::protocol::text::number::push_number;
use crate::protocol::text::scan::split;
use crate::protocol::text::secret::shown;
use crate::protocol::text::time::for_people;

/// Fills the remedy of a kind with what was sent, and adds which organization paid if that is news.
///
/// `wait` is what the server named, in milliseconds.
pub fn word(
    failure: &Failure,
    kind: FailureKind,
    sent: &Sent,
    limit: Option<&Exceeded>,
    wait: Option<u64>,
) -> String {
    let known = Known { sent, limit, wait };
    let mut text = String::new();
    known.fill(&mut text, kind.remedy());
    capitalize(&mut text);
    known.fill(&mut text, note_of_charge(kind, sent.organization, known.charged()));
    push_notes(&mut text, kind, sent);
    if matches!(failure.event, FailureCause::Unreadable(_)) && kind != FailureKind::UnexpectedBody {
        text.push_str(UNREADABLE);
    }
    text
}

const UNREADABLE: &str = " The answer was not one of the API: is the base URL right, or does a \
    proxy stand in between?";

/// How an organization or a project is worded: the name of its option, its variable of the
/// environment, and what stands for a missing one.
type Words = [&'static str; 3];

const ORGANIZATION: Words =
    ["organization", "OPENAI_ORG_ID", "the account's default organization (none was sent)"];
const PROJECT: Words = ["project", "OPENAI_PROJECT_ID", "the default project (none was sent)"];

/// What the slots of a text can be filled with.
struct Known<'a> {
    sent: &'a Sent<'a>,
    limit: Option<&'a Exceeded<'a>>,
    wait: Option<u64>,
}

impl<'a> Known<'a> {
    /// Appends a text with its slots filled.
    #[inline(never)]
    fn fill(&self, text: &mut String, mut rest: &str) {
        while let Some((before, (name, after))) = split_at_slot(rest) {
            text.push_str(before);
            self.push_value(text, name);
            rest = after;
        }
        text.push_str(rest);
    }

    fn push_value(&self, text: &mut String, name: &str) {
        let sent = self.sent;
        match name {
            "organization" => {
                push_sent(text, sent.organization, sent.organization_origin, &ORGANIZATION);
            }
            "project" => push_sent(text, sent.project, sent.project_origin, &PROJECT),
            "key" => text.push_str(&sent.key.describe()),
            "model" => push_model(text, sent.model),
            "limit" => push_limit(text, self.limit),
            "charged" => text.push_str(self.charged().unwrap_or_default()),
            _ => push_wait(text, self.wait),
        }
    }

    fn charged(&self) -> Option<&'a str> {
        self.limit?.organization
    }
}

fn split_at_slot(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = split(text, "{")?;
    Some((before, split(rest, "}")?))
}

#[inline(never)]
fn push_sent(text: &mut String, value: Option<&str>, origin: Origin, words: &Words) {
    let [option, variable, missing] = words;
    let Some(value) = value else { return text.push_str(missing) };
    text.push_str(option);
    text.push_str(" ");
    text.push_str(value);
    push_origin(text, origin, [option, variable]);
}

/// Says where a value came from: it is often an environment variable that nobody remembers.
fn push_origin(text: &mut String, origin: Origin, [option, variable]: [&str; 2]) {
    let (source, name) = match origin {
        Origin::Option => (" (from the option ", option),
        Origin::Setter => (" (set with client.", option),
        Origin::Call => (" (from the options of the call", ""),
        Origin::Environment => (" (from the environment variable ", variable),
        Origin::Scope => (" (from withOptions", ""),
        Origin::Routing => (" (chosen by routing", ""),
    };
    text.push_str(source);
    text.push_str(name);
    text.push_str(")");
}

fn push_model(text: &mut String, model: Option<&str>) {
    text.push_str(if model.is_some() { "model " } else { "the model" });
    text.push_str(model.map_or("", shown));
}

/// Words `30000 tokens per min`, as far as the message of the API tells.
fn push_limit(text: &mut String, limit: Option<&Exceeded>) {
    let Some((limit, most, unit)) = limit.and_then(|l| Some((l, l.limit?, l.unit?))) else {
        return text.push_str("requests or tokens");
    };
    push_number(text, most);
    text.push_str(" ");
    text.push_str(unit);
    if let Some(period) = limit.period {
        text.push_str(" per ");
        text.push_str(period);
    }
}

fn push_wait(text: &mut String, wait: Option<u64>) {
    let Some(wait) = wait else {
        return text.push_str("Try again a little later");
    };
    text.push_str("Try again in ");
    text.push_str(&for_people(wait));
}

/// Says what can be told from the form of what was refused: of the key, and of the ids.
fn push_notes(text: &mut String, kind: FailureKind, sent: &Sent) {
    let (option, value) = match kind {
        FailureKind::MismatchedOrganization | FailureKind::InvalidOrganization => {
            ("organization", sent.organization)
        }
        FailureKind::MismatchedProject | FailureKind::InvalidProject => ("project", sent.project),
        _ => return,
    };
    let Some(value) = value else { return };
    if let Some(one) = sent.key.kind().belongs_to() {
        text.push_str(" This key belongs to ");
        text.push_str(one);
        text.push_str(": list the other organization with a key of its own.");
    }
    if let Some(warning) = scope::warning(option, value) {
        text.push_str(" The ");
        text.push_str(&warning);
        text.push_str(".");
    }
}

/// Names the organization that was charged when it is not the one that was sent.
fn note_of_charge(kind: FailureKind, sent: Option<&str>, charged: Option<&str>) -> &'static str {
    match (sent, charged) {
        (Some(sent), Some(charged)) if sent != charged => {
            " Note that {charged} was charged, not what was sent: the key may belong to it."
        }
        (None, Some(_)) => {
            " No organization was sent, so the account's default was charged: {charged}."
        }
        (None, None) if is_about_money(kind) => {
            " No organization was sent, so the account's default was charged; \
             name the one that is to pay."
        }
        _ => "",
    }
}

fn is_about_money(kind: FailureKind) -> bool {
    let facts = kind.facts();
    facts.retry == Retry::Never && facts.reach == Some(Reach::Organization)
}

fn capitalize(text: &mut str) {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
}
