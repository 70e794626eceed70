//! Finds a line of the catalogue and fills its path.

use super::invalid::{Invalid, text};
use super::percent;
use super::search::{after, replace, split, take, trim};

/// The catalogue: a line of text per endpoint, its name, method, path and words.
pub const CATALOGUE: &str = include_str!("../endpoints.txt");

/// One line of the catalogue, or a request that somebody wrote by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint<'a> {
    /// The dotted name of the method, as `chat.completions.create`.
    pub name: &'a str,
    /// The HTTP method in capitals.
    pub method: &'a str,
    /// The path below the base URL, with `{placeholders}`.
    pub path: &'a str,
    /// What is special about it, as `stream query=include`.
    pub words: &'a str,
}

/// Where the parameters of a call go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Params {
    /// The endpoint takes none.
    None,
    /// They are the JSON body.
    Body,
    /// They are the query.
    Query,
    /// They are a multipart form.
    Form,
}

impl<'a> Endpoint<'a> {
    /// Reads a line of the catalogue.
    ///
    /// `None` if it has fewer than three columns.
    pub fn parse(line: &'a str) -> Option<Self> {
        let (name, rest) = column(line)?;
        let (method, rest) = column(rest)?;
        let (path, words) = column(rest).unwrap_or((rest, ""));
        (!path.is_empty()).then_some(Self { name, method, path, words })
    }

    /// Whether a word stands on the line, alone or with a value.
    pub fn is(&self, word: &str) -> bool {
        self.value(word).is_some()
    }

    /// The value of a word: `"a"` for `word=a`, `""` for a bare `word`, `None` without it.
    pub fn value(&self, word: &str) -> Option<&'a str> {
        let mut words = Some(self.words);
        while let Some(entry) = take(&mut words, " ") {
            match entry.strip_prefix(word) {
                Some("") => return Some(""),
                Some(rest) if rest.starts_with('=') => return rest.get(1..),
                _ => {}
            }
        }
        None
    }

    /// Where its parameters go.
    pub fn params(&self) -> Params {
        if self.is("form") {
            return Params::Form;
        }
        if self.value("query") == Some("") {
            return Params::Query;
        }
        let takes_body = !matches!(self.method, "GET" | "DELETE") || self.is("body");
        if takes_body && !self.is("bare") { Params::Body } else { Params::None }
    }

    /// The parameter that is sent as a header, and that header (`header=name:header`).
    pub fn header(&self) -> Option<(&'a str, &'a str)> {
        let word = self.value("header")?;
        Some(split(word, ":").unwrap_or((word, word)))
    }

    /// The parameters that are no part of the body or of a query of the rest, separated by
    /// commas: all ids but the last, and what goes to a header or to the query by name.
    pub fn taken(&self) -> String {
        let mut names: Vec<&str> = self.placeholders().collect();
        names.pop();
        names.extend(self.header().map(|(name, _)| name));
        names.extend(self.value("query").filter(|names| !names.is_empty()));
        names.join(",")
    }

    /// The names of the path's placeholders, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &'a str> {
        let mut rest = self.path;
        std::iter::from_fn(move || {
            let (name, left) = split(after(rest, "{")?, "}")?;
            rest = left;
            Some(name)
        })
    }

    /// What the face must know to hang a method: `i` if an id comes first, `p` if
    /// parameters follow, `l` if the answer is a page of a list.
    pub fn shape(&self) -> &'static str {
        let ids = self.placeholders().count();
        match (ids > 0, ids > 1 || self.params() != Params::None || self.is("header")) {
            (false, false) if self.is("page") => "l",
            (false, false) => "",
            (false, true) if self.is("page") => "pl",
            (false, true) => "p",
            (true, false) if self.is("page") => "il",
            (true, false) => "i",
            (true, true) if self.is("page") => "ipl",
            (true, true) => "ip",
        }
    }

    /// The path with every placeholder filled from `id`, which is asked for each in order.
    ///
    /// `Err` names the placeholder whose id is missing, or would change the path: the URL
    /// parser folds `.` and `..` away even where they are percent-encoded.
    pub fn fill<'b>(&self, mut id: impl FnMut(&str) -> Option<&'b str>) -> Result<String, Invalid> {
        let mut rest = Some(self.path);
        let mut path = String::with_capacity(self.path.len().saturating_add(32));
        while let Some(plain) = take(&mut rest, "{") {
            path.push_str(plain);
            let Some(name) = take(&mut rest, "}") else { break };
            let given = id(name).unwrap_or_default();
            if given.is_empty() {
                return Err(Invalid::new(text(&["missing ", name, " of ", self.name])));
            }
            if is_dot_segment(given) {
                let parts = [name, " of ", self.name, " must be an id, got \"", given, "\""];
                return Err(Invalid::new(text(&parts)));
            }
            percent::push_path(&mut path, given);
        }
        Ok(path)
    }
}

/// The first column of a line, and what follows it.
fn column(line: &str) -> Option<(&str, &str)> {
    split(line.trim_ascii_start(), " ").map(|(first, rest)| (first, trim(rest)))
}

/// Whether the URL parser would take a segment for `.` or `..` (URL standard, path state).
fn is_dot_segment(segment: &str) -> bool {
    let plain = replace(&segment.to_ascii_lowercase(), "%2e", ".");
    plain == "." || plain == ".."
}

/// Every endpoint of the catalogue with the byte at which its line begins.
pub fn catalogue() -> impl Iterator<Item = (usize, Endpoint<'static>)> {
    let start = CATALOGUE.as_ptr() as usize;
    CATALOGUE.lines().filter_map(move |line| {
        let offset = (line.as_ptr() as usize).wrapping_sub(start);
        Endpoint::parse(line).map(|endpoint| (offset, endpoint))
    })
}

/// The endpoint whose line begins at a byte of the catalogue, in constant time.
///
/// `None` if no line begins there.
pub fn at(offset: usize) -> Option<Endpoint<'static>> {
    take(&mut CATALOGUE.get(offset..), "\n").and_then(Endpoint::parse)
}

/// The endpoint of a dotted name, as `chat.completions.create`.
///
/// `None` if the catalogue has no such line.
pub fn find(name: &str) -> Option<Endpoint<'static>> {
    catalogue().map(|(_, endpoint)| endpoint).find(|endpoint| endpoint.name == name)
}
