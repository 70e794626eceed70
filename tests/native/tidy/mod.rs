//! The rules of the repository.

mod arrows;
mod borrows;
mod lengths;

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what others wrote, or what is made from the sources.
const FOREIGN: [&str; 7] =
    [".git", "dist", "node_modules", "pkg", "proptest-regressions", "target", "test-results"];

const FOLDERS: [&str; 9] =
    ["bench", "examples", "fuzz", "js", "scripts", "simulator", "src", "tests", "www"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The source files below a folder, each with its text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { inside(&path) } else { alone(&path) }).collect()
}

fn inside(folder: &Path) -> Vec<(PathBuf, String)> {
    let is_foreign = FOREIGN.iter().any(|name| folder.ends_with(name));
    if is_foreign { Vec::new() } else { sources(folder) }
}

fn alone(path: &Path) -> Vec<(PathBuf, String)> {
    let is_source = ["rs", "js", "mjs", "css", "html"].iter().any(|kind| has_kind(path, kind));
    let text = || fs::read_to_string(path).expect("a text");
    if is_source { vec![(path.to_owned(), text())] } else { Vec::new() }
}

fn has_kind(path: &Path, kind: &str) -> bool {
    path.extension().is_some_and(|found| found == kind)
}

fn every_source() -> Vec<(PathBuf, String)> {
    let all: Vec<_> = FOLDERS.iter().flat_map(|folder| sources(&root().join(folder))).collect();
    assert!(all.len() > 100, "only {} source files were found", all.len());
    all
}

fn protocol() -> Vec<(PathBuf, String)> {
    let all = sources(&root().join("src/protocol"));
    assert!(all.len() > 20, "only {} files of the protocol were found", all.len());
    all
}

/// The value of the first line `name = "value"` or `"name": "value"`.
fn value_of(text: &str, start: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| line.starts_with(start)).expect(start);
    line[start.len()..].trim_matches(['"', ',', ' ']).to_owned()
}

#[test]
fn the_protocol_knows_nothing_of_javascript() {
    for (path, text) in protocol() {
        for name in ["js_sys", "web_sys", "wasm_bindgen", "gloo", "JsValue"] {
            assert!(!text.contains(name), "{} names {name}", path.display());
        }
    }
}

#[test]
fn the_protocol_takes_clock_and_chance_as_arguments() {
    for (path, text) in protocol() {
        for name in ["std::time", "SystemTime", "Instant", "std::env", "std::thread", "rand::"] {
            assert!(!text.contains(name), "{} names {name}", path.display());
        }
    }
}

#[test]
fn the_versions_agree() {
    let version = value_of(&read("Cargo.toml"), "version = ");
    assert_eq!(value_of(&read("package.json"), "\"version\": "), version, "package.json");
    let changes = read("CHANGELOG.md");
    let mut headings = changes.lines().filter_map(|line| line.strip_prefix("## "));
    let newest = headings.find(|heading| *heading != "Unreleased").expect("a version");
    assert_eq!(newest.split_whitespace().next(), Some(version.as_str()), "CHANGELOG.md");
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for (path, text) in every_source() {
        let is_rust = has_kind(&path, "rs");
        if !is_rust && !has_kind(&path, "js") && !has_kind(&path, "mjs") {
            continue;
        }
        let mark = if is_rust { "//! " } else { "// " };
        let mut lines = text.lines().skip_while(|line| line.starts_with("#!/"));
        let sentence = lines.next().and_then(|line| line.strip_prefix(mark)).unwrap_or_default();
        assert!(sentence.len() > 10, "{} does not say what it is for", path.display());
    }
}

#[test]
fn nothing_is_left_for_later() {
    // Taken apart, so that this file does not find itself.
    for word in [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X:"].concat()] {
        for (path, text) in every_source() {
            assert!(!text.contains(&word), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn an_exception_from_a_lint_has_its_reason() {
    for (path, text) in sources(&root().join("src")) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let asks = |line: &&str| line.starts_with("#[allow(") || line.starts_with("#![allow(");
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| asks(line)) {
            let before = index.checked_sub(1).map_or("", |index| lines[index]);
            let has_reason = before.starts_with("// ") || text.contains("reason = \"");
            assert!(has_reason, "{}: {line}", path.display());
        }
    }
}
