//! Words what helps, in plain sentences with the values that matter.

use super::diagnosis::{Origin, Sent};
use super::duration::{for_people, push_number};
use super::exceeded::Exceeded;
use super::failure::{Event, Failure};
use super::kind::{Kind, Retry};
use super::place::Reach;
use super::search::split;

/// Fills the remedy of a kind with what was sent, and adds which organization paid if that is news.
///
/// `wait` is what the server named, in milliseconds.
pub fn word(
    failure: &Failure,
    kind: Kind,
    sent: &Sent,
    limit: Option<&Exceeded>,
    wait: Option<u64>,
) -> String {
    let mut text = String::new();
    let mut rest = kind.remedy();
    while let Some((before, (name, after))) = split_at_slot(rest) {
        text.push_str(before);
        push_value(&mut text, name, sent, limit, wait);
        rest = after;
    }
    text.push_str(rest);
    capitalize(&mut text);
    push_charged(&mut text, kind, sent, limit);
    push_unreadable(&mut text, failure, kind);
    text
}

fn split_at_slot(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = split(text, "{")?;
    Some((before, split(rest, "}")?))
}

fn push_value(
    text: &mut String,
    name: &str,
    sent: &Sent,
    limit: Option<&Exceeded>,
    wait: Option<u64>,
) {
    match name {
        "organization" => push_organization(text, sent),
        "project" => push_project(text, sent),
        "key" => text.push_str(&sent.key.describe()),
        "model" => push_model(text, sent.model),
        "limit" => push_limit(text, limit),
        _ => push_wait(text, wait),
    }
}

fn push_organization(text: &mut String, sent: &Sent) {
    let Some(organization) = sent.organization else {
        return text.push_str("the account's default organization (none was sent)");
    };
    text.push_str("organization ");
    text.push_str(organization);
    push_origin(text, sent.organization_origin, ["organization", "OPENAI_ORG_ID"]);
}

fn push_project(text: &mut String, sent: &Sent) {
    let Some(project) = sent.project else {
        return text.push_str("the default project (none was sent)");
    };
    text.push_str("project ");
    text.push_str(project);
    push_origin(text, sent.project_origin, ["project", "OPENAI_PROJECT_ID"]);
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
    text.push_str(model.unwrap_or_default());
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

/// Names the organization that was charged when it is not the one that was sent.
fn push_charged(text: &mut String, kind: Kind, sent: &Sent, limit: Option<&Exceeded>) {
    let charged = limit.and_then(|limit| limit.organization);
    match (sent.organization, charged) {
        (Some(sent), Some(charged)) if sent != charged => {
            text.push_str(" Note that ");
            text.push_str(charged);
            text.push_str(" was charged, not what was sent: the key may belong to it.");
        }
        (None, Some(charged)) => {
            text.push_str(" No organization was sent, so the account's default was charged: ");
            text.push_str(charged);
            text.push_str(".");
        }
        (None, None) if is_about_money(kind) => text.push_str(
            " No organization was sent, so the account's default was charged; \
             name the one that is to pay.",
        ),
        _ => {}
    }
}

fn is_about_money(kind: Kind) -> bool {
    let facts = kind.facts();
    facts.retry == Retry::Never && facts.reach == Some(Reach::Organization)
}

fn push_unreadable(text: &mut String, failure: &Failure, kind: Kind) {
    if matches!(failure.event, Event::Unreadable(_)) && kind != Kind::UnexpectedBody {
        text.push_str(
            " The answer was not one of the API: is the base URL right, \
             or does a proxy stand in between?",
        );
    }
}

fn capitalize(text: &mut str) {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
}
