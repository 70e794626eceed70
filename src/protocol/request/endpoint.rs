//! Finds a line of the catalogue and fills its path.

use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::percent;
use crate::protocol::text::scan::{after, replace, split, take};

/// The catalogue: for every namespace a line with its name, the path that all its endpoints begin
/// with, and the words that all have; below it an indented line per endpoint, with its own name,
/// method, the rest of the path and more words.
pub const CATALOGUE: &str = include_str!("../../endpoints.txt");

/// One endpoint of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint<'a> {
    /// The dotted name of the namespace, as `chat.completions`.
    pub namespace: &'a str,
    /// The name of the method in it, as `create`.
    pub action: &'a str,
    /// The HTTP method in capitals.
    pub method: &'a str,
    /// How the path below the base URL begins and goes on, with `{placeholders}`.
    path: [&'a str; 2],
    /// What is special about it, as `stream query=include`: the method's words and the namespace's.
    words: [&'a str; 2],
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
    /// Reads the lines of a namespace and of one of its methods.
    ///
    /// `None` if a line has fewer than two columns.
    pub fn parse(head: &'a str, line: &'a str) -> Option<Self> {
        let (namespace, rest) = column(head)?;
        let (base, common) = column(rest)?;
        let (action, rest) = column(line.strip_prefix(" ")?)?;
        let (method, words) = column(rest)?;
        let goes_on = words.starts_with("/") || words.starts_with("?");
        let (rest, words) = if goes_on { column(words)? } else { ("", words) };
        Some(Self { namespace, action, method, path: [base, rest], words: [words, common] })
    }

    /// The dotted name of the method, as `chat.completions.create`.
    pub fn name(&self) -> String {
        text(&[self.namespace, ".", self.action])
    }

    /// What whoever takes arguments apart must know: the shape, then words, parted by spaces: those
    /// of the line, and the `name`, the `ids` of the path, where the parameters go (`params`), and
    /// those that are no part of the rest (`taken`).
    pub fn signature(&self) -> String {
        let [own, common] = self.words;
        let params = match self.params() {
            Params::None => "none",
            Params::Body => "body",
            Params::Query => "query",
            Params::Form => "form",
        };
        let ids = list(&self.placeholders());
        let parts = [self.shape(), " name=", &self.name(), " ids=", &ids, " params=", params];
        text(&[&text(&parts), " taken=", &self.taken(), " ", own, " ", common])
    }

    /// Whether a word stands on the line, alone or with a value.
    pub fn is(&self, word: &str) -> bool {
        self.value(word).is_some()
    }

    /// The value of a word: `"a"` for `word=a`, `""` for a bare `word`, `None` without it.
    pub fn value(&self, word: &str) -> Option<&'a str> {
        self.words.iter().find_map(|words| value_in(words, word))
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
        let mut names = self.placeholders();
        names.pop();
        names.extend(self.header().map(|(name, _)| name));
        names.extend(self.value("query"));
        list(&names)
    }

    /// The names of the path's placeholders, in order.
    pub fn placeholders(&self) -> Vec<&'a str> {
        let mut names = Vec::new();
        for part in &self.path {
            let mut rest = *part;
            while let Some((name, left)) = after(rest, "{").and_then(|rest| split(rest, "}")) {
                names.push(name);
                rest = left;
            }
        }
        names
    }

    /// What the face must know to hang a method: `i` if an id comes first, `p` if
    /// parameters follow, `l` if the answer is a page of a list.
    pub fn shape(&self) -> &'static str {
        let ids = self.placeholders().len();
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
        let mut path = String::with_capacity(96);
        for part in &self.path {
            let mut rest = Some(*part);
            while let Some(plain) = take(&mut rest, "{") {
                path.push_str(plain);
                let Some(name) = take(&mut rest, "}") else { break };
                self.push_id(&mut path, name, id(name).unwrap_or_default())?;
            }
        }
        Ok(path)
    }

    fn push_id(&self, path: &mut String, name: &str, id: &str) -> Result<(), Invalid> {
        if id.is_empty() {
            return Err(Invalid::of(&["missing ", name, " of ", &self.name()]));
        }
        if is_dot_segment(id) {
            let parts = [name, " of ", &self.name(), " must be an id, got \"", id, "\""];
            return Err(Invalid::of(&parts));
        }
        percent::push_path(path, id);
        Ok(())
    }
}

/// Names, separated by commas.
fn list(names: &[&str]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() && !name.is_empty() {
            list.push_str(",");
        }
        list.push_str(name);
    }
    list
}

#[inline(never)]
fn value_in<'a>(words: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = words;
    loop {
        if let Some(behind) = rest.strip_prefix(word) {
            match behind.as_bytes().first() {
                None | Some(b' ') => return Some(""),
                Some(b'=') => return take(&mut behind.get(1..), " "),
                Some(_) => {}
            }
        }
        rest = after(rest, " ")?;
    }
}

/// The first column of a line, and what follows it; `None` for an empty line.
fn column(line: &str) -> Option<(&str, &str)> {
    let (first, rest) = split(line, " ").unwrap_or((line, ""));
    (!first.is_empty()).then_some((first, rest))
}

/// Whether the URL parser would take a segment for `.` or `..` (URL standard, path state).
fn is_dot_segment(segment: &str) -> bool {
    let plain = replace(&segment.to_ascii_lowercase(), "%2e", ".");
    plain == "." || plain == ".."
}

/// Every endpoint of the catalogue with what [`at`] finds it by.
pub fn catalogue() -> impl Iterator<Item = (usize, Endpoint<'static>)> {
    let (mut rest, mut offset, mut head) = (Some(CATALOGUE), 0_usize, 0);
    std::iter::from_fn(move || {
        while let Some(line) = take(&mut rest, "\n") {
            let start = offset;
            offset = start.wrapping_add(line.len()).wrapping_add(1);
            if !line.starts_with(" ") {
                head = start;
                continue;
            }
            let index = head << 16 | start;
            return at(index).map(|endpoint| (index, endpoint));
        }
        None
    })
}

/// The endpoint of a number from [`catalogue`], in constant time.
///
/// `None` if there is none.
pub fn at(index: usize) -> Option<Endpoint<'static>> {
    let line = |start: usize| take(&mut CATALOGUE.get(start..), "\n");
    Endpoint::parse(line(index >> 16)?, line(index & 0xFFFF)?)
}

/// The endpoint of a dotted name, as `chat.completions.create`, and its number.
///
/// `None` if the catalogue has no such line.
pub fn find(name: &str) -> Option<(usize, Endpoint<'static>)> {
    catalogue().find(|(_, endpoint)| endpoint.name() == name)
}
