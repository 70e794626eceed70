//! The table of kinds as types of TypeScript and as a table of the documents, made from the one in Rust.
//!
//! `UPDATE_TABLES=1 cargo test --test native kind_tables` writes them.

use std::fs;
use std::path::Path;

use openai_wasm::protocol::failure::kind::{FailureKind, Retry};
use openai_wasm::protocol::failure::public_text::public_text;

const CONCERNS: &[&str] = &[
    "organization",
    "project",
    "key",
    "model",
    "request",
    "account",
    "region",
    "server",
    "connection",
];

fn check(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_TABLES").is_some() {
        fs::write(&file, expected).expect("it can be written");
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(found == expected, "{path} is not what the table of kinds says: see this test");
}

#[test]
fn the_types_name_every_kind_and_no_other() {
    let mut text = String::from(
        "// The kinds of failures, made from the table in src/protocol/failure/kind.rs.\n\n",
    );
    text.push_str("/** What kind of failure it is: the code of the API where it has one. */\nexport type FailureKind =");
    for kind in FailureKind::ALL {
        let line = format!("\n  /** {} */\n  | \"{}\"", kind.description().trim(), kind.as_str());
        text.push_str(&line);
    }
    text.push_str(";\n\n/** What a failure concerns. */\nexport type FailureScope =");
    for concern in CONCERNS {
        text.extend(["\n  | \"", concern, "\""]);
    }
    text.push_str(";\n");
    check("js/types/kinds.d.ts", &text);
    for kind in FailureKind::ALL {
        assert!(CONCERNS.contains(&kind.facts().concern.as_str()), "{kind:?}");
    }
}

#[test]
fn the_documents_have_a_row_for_every_kind() {
    let mut rows = vec![["`kind`", "`scope`", "retried", "what it means"].map(str::to_owned)];
    for kind in FailureKind::ALL {
        let facts = kind.facts();
        let retried = match facts.retry {
            Retry::Never => "never",
            Retry::No => "if the server asks for it",
            Retry::Yes => "yes",
            Retry::Gently => "after longer waits",
        };
        let kind_text = format!("`{}`", kind.as_str());
        let meaning = kind.description().trim().to_owned();
        rows.push([kind_text, facts.concern.as_str().to_owned(), retried.to_owned(), meaning]);
    }
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let mut text = String::from(
        "# Kinds of failures\n\nWhat `error.diagnosis.kind` can be, made from the table in `src/protocol/failure/kind.rs`.\n\n",
    );
    for (at, row) in rows.iter().enumerate() {
        for (cell, width) in row.iter().zip(widths) {
            text.extend([format!("| {cell:width$} ")]);
        }
        text.push_str("|\n");
        if at == 0 {
            text.push_str(&widths.map(|width| format!("| {} ", "-".repeat(width))).concat());
            text.push_str("|\n");
        }
    }
    check("docs/kinds.md", &text);
}

#[test]
fn what_an_end_user_is_told_names_nobody() {
    for kind in FailureKind::ALL {
        let text = public_text(*kind);
        assert!(text.ends_with('.'), "{text}");
        for part in ["org", "proj", "key", "quota", "credit", "{"] {
            assert!(!text.contains(part), "{kind:?}: {text}");
        }
    }
}
