//! Which room of `src` may know which.

use std::path::Path;

use super::{root, sources};

/// The layers of `src`, and which others each may name.
const LAYERS: [(&str, &[&str]); 4] = [
    ("protocol", &[]),
    ("engine", &["protocol"]),
    ("exports", &["engine", "protocol"]),
    ("client", &["engine", "protocol"]),
];

/// The rooms of the protocol, and which others each may name.
const ROOMS: [(&str, &[&str]); 8] = [
    ("text", &[]),
    ("identity", &["text"]),
    ("partial_json", &[]),
    ("request", &["text"]),
    ("stream", &["text"]),
    ("failure", &["identity", "text"]),
    ("memory", &["failure", "identity", "text"]),
    ("routing", &["memory", "failure", "identity", "text"]),
];

/// The arrows of a file of `src` that lead where none may.
fn forbidden(path: &str, text: &str) -> Vec<String> {
    let mut parts = path.split('/');
    let (layer, room) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mut found = named_outside(layer, text, "crate::", &LAYERS);
    if layer == "protocol" {
        found.extend(named_outside(room, text, "crate::protocol::", &ROOMS));
    }
    found
}

/// What follows `prefix` in a text and is neither the room itself nor one that it may name.
fn named_outside(room: &str, text: &str, prefix: &str, rooms: &[(&str, &[&str])]) -> Vec<String> {
    let Some((_, allowed)) = rooms.iter().find(|(name, _)| *name == room) else {
        return Vec::new();
    };
    let names = text.split(prefix).skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        &rest[..end.unwrap_or(rest.len())]
    });
    let is_room = |name: &&str| rooms.iter().any(|(known, _)| known == name);
    let is_forbidden = |name: &&str| *name != room && !allowed.contains(name);
    names.filter(is_room).filter(is_forbidden).map(|name| format!("{room} → {name}")).collect()
}

/// The folders of the protocol are all in the table: a new one is given its place there.
fn folders(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn no_arrow_leads_back() {
    let src = root().join("src");
    for (path, text) in sources(&src) {
        let place =
            path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        let found = forbidden(&place, &text);
        assert!(found.is_empty(), "{place}: {}", found.join(", "));
    }
}

#[test]
fn every_room_has_its_place_in_the_table() {
    for folder in folders(&root().join("src/protocol")) {
        assert!(ROOMS.iter().any(|(name, _)| *name == folder), "src/protocol/{folder}");
    }
    for folder in folders(&root().join("src")) {
        assert!(LAYERS.iter().any(|(name, _)| *name == folder), "src/{folder}");
    }
}

#[test]
fn an_arrow_that_leads_back_is_found() {
    for (path, text, arrow) in [
        ("protocol/text/scan.rs", "use crate::protocol::failure::kind::Kind;", "text → failure"),
        (
            "protocol/memory/ledger.rs",
            "crate::protocol::routing::meta::write()",
            "memory → routing",
        ),
        ("protocol/stream/sse.rs", "use crate::engine::Call;", "protocol → engine"),
        ("engine/call.rs", "use crate::exports::wire;", "engine → exports"),
        ("exports/call.rs", "use crate::client::Client;", "exports → client"),
    ] {
        assert_eq!(forbidden(path, text), [arrow], "{path}");
    }
    assert!(forbidden("engine/call.rs", "use crate::protocol::routing::meta::Meta;").is_empty());
}
