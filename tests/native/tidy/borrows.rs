//! Nothing is asked of JavaScript while anything is borrowed: what throws there would leave it borrowed.

use super::{root, sources};

/// The functions of a file, as their lines: rustfmt closes each where it began.
fn functions(text: &str) -> Vec<&str> {
    let starts = text.match_indices("fn ").map(|(at, _)| at);
    let whole = starts.map(|at| {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let indent = text[line..].len() - text[line..].trim_start().len();
        let end = format!("\n{}}}", &text[line..line + indent]);
        let length = text[at..].find(&end).unwrap_or(text.len() - at);
        &text[at..at + length]
    });
    whole.collect()
}

/// The names of functions that look at the clock after they have borrowed something.
fn late_looks(text: &str) -> Vec<&str> {
    let is_late = |function: &&str| {
        let (borrow, look) = (function.find(".borrow"), function.rfind("clock::"));
        borrow.zip(look).is_some_and(|(borrow, look)| look > borrow)
    };
    let late = functions(text).into_iter().filter(is_late);
    late.map(|function| function.split('(').next().unwrap_or_default()).collect()
}

#[test]
fn the_clock_is_looked_at_before_anything_is_borrowed() {
    for (path, text) in sources(&root().join("src/engine")) {
        assert_eq!(late_looks(&text), Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn a_late_look_is_found() {
    let late =
        "impl It {\n    fn it(&self) {\n        self.a.borrow_mut().b(clock::now());\n    }\n}\n";
    assert_eq!(late_looks(late), ["fn it"]);
    let early = "impl It {\n    fn it(&self) {\n        let now = clock::now();\n        \
        self.a.borrow_mut().b(now);\n    }\n}\n";
    assert_eq!(late_looks(early), Vec::<&str>::new());
}
