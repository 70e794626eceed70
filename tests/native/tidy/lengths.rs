//! How long a file and a function may be.

use super::{every_source, has_kind};

const LONGEST_FILE: usize = 300;
const LONGEST_FUNCTION: usize = 40;

fn is_too_long(text: &str) -> bool {
    text.lines().count() > LONGEST_FILE
}

/// The functions of a Rust file that are too long: rustfmt closes each where it began.
fn long_functions(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate().filter(|(_, line)| begins_function(line)) {
        let indent = line.len() - line.trim_start().len();
        let (end, declared) =
            (format!("{}}}", " ".repeat(indent)), format!("{})", " ".repeat(indent)));
        let is_end =
            |line: &&str| *line == end || line.starts_with(&declared) && line.ends_with(';');
        let body = lines[start..].iter().take_while(|line| !is_end(line));
        let length = body.filter(|line| !line.trim_start().starts_with("//")).count() + 1;
        if length > LONGEST_FUNCTION && !line.ends_with('}') && !line.ends_with(';') {
            found.push(format!("{} has {length} lines", line.trim()));
        }
    }
    found
}

fn begins_function(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "fn");
    at.is_some_and(|at| {
        words[..at].iter().all(|word| {
            word.starts_with("pub")
                || word.starts_with("in")
                || ["async", "const", "unsafe"].contains(word)
        })
    })
}

#[test]
fn no_file_is_too_long_to_be_read() {
    for (path, text) in every_source() {
        assert!(!is_too_long(&text), "{} has {} lines", path.display(), text.lines().count());
    }
}

// The functions of JavaScript are counted by eslint.
#[test]
fn no_function_is_too_long_to_be_read() {
    for (path, text) in every_source().iter().filter(|(path, _)| has_kind(path, "rs")) {
        let found = long_functions(text);
        assert!(found.is_empty(), "{}: {}", path.display(), found.join(", "));
    }
}

#[test]
fn what_is_too_long_is_found() {
    assert!(is_too_long(&"line\n".repeat(301)));
    assert!(!is_too_long(&"line\n".repeat(300)));
    let function = |lines: usize| {
        format!(
            "impl It {{\n    pub(crate) async fn it() {{\n{}    }}\n}}\n",
            "        step();\n".repeat(lines)
        )
    };
    assert_eq!(long_functions(&function(38)), Vec::<String>::new());
    assert_eq!(long_functions(&function(39)), ["pub(crate) async fn it() { has 41 lines"]);
}
