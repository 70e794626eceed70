//! Each prefix of a JSON text gives what the prefix, completed, gives as a whole.

use openai_wasm::protocol::partial_json::{DEEPEST, Edit, Machine, Status};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A value that the edits build.
#[derive(Default)]
struct Built {
    stack: Vec<(Value, Option<String>)>,
    text: Vec<u16>,
    in_string: bool,
    root: Option<Value>,
}

impl Built {
    fn apply(&mut self, edit: Edit, piece: &[u16]) {
        match edit {
            Edit::Text(from, to) => self.text.extend(&piece[from..to]),
            Edit::Unit(unit) => self.text.push(unit),
            Edit::Key => {
                let key = self.take();
                self.stack.last_mut().expect("an object").1 = Some(key);
            }
            Edit::String => self.in_string = true,
            Edit::StringEnd => {
                let text = self.take();
                self.in_string = false;
                self.put(Value::String(text));
            }
            Edit::Number => {
                let text = self.take();
                self.put(serde_json::from_str(&text).expect("a number"));
            }
            Edit::True => self.put(json!(true)),
            Edit::False => self.put(json!(false)),
            Edit::Null => self.put(json!(null)),
            Edit::Object => self.stack.push((json!({}), None)),
            Edit::Array => self.stack.push((json!([]), None)),
            Edit::Close => {
                let (value, _) = self.stack.pop().expect("an open value");
                self.put(value);
            }
        }
    }

    fn take(&mut self) -> String {
        String::from_utf16_lossy(&std::mem::take(&mut self.text))
    }

    fn put(&mut self, value: Value) {
        match self.stack.last_mut() {
            None => self.root = Some(value),
            Some(open) => insert(open, value),
        }
    }

    /// The value as it stands, with everything that is open closed.
    fn value(&self) -> Option<Value> {
        let mut value = self.in_string.then(|| Value::String(String::from_utf16_lossy(&self.text)));
        for (open, key) in self.stack.iter().rev() {
            let mut open = (open.clone(), key.clone());
            if let Some(inner) = value {
                insert(&mut open, inner);
            }
            value = Some(open.0);
        }
        value.or_else(|| self.root.clone())
    }
}

fn insert((open, key): &mut (Value, Option<String>), value: Value) {
    match open {
        Value::Array(items) => items.push(value),
        Value::Object(members) => drop(members.insert(key.take().expect("a key"), value)),
        _ => unreachable!("only these are open"),
    }
}

/// The reference: the longest part of a prefix that can be completed, completed and parsed.
fn completed(prefix: &str) -> Option<Value> {
    let ends = prefix.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.rev().find_map(|end| {
        let (part, rest) = prefix.split_at(end);
        let Open { closing, in_string } = Open::of(part);
        let is_digit = !in_string && part.ends_with(|last: char| last.is_ascii_digit());
        if is_digit && rest.chars().next().is_none_or(|next| "0123456789.eE+-".contains(next)) {
            return None;
        }
        let words = ["", "rue", "ue", "e", "alse", "lse", "se", "ull", "ll", "l"];
        let tails = if in_string { &["\""][..] } else { &words[..] };
        tails.iter().find_map(|tail| serde_json::from_str(&format!("{part}{tail}{closing}")).ok())
    })
}

/// What is open at the end of a text.
struct Open {
    closing: String,
    in_string: bool,
}

impl Open {
    fn of(text: &str) -> Self {
        let (mut open, mut in_string, mut is_escaped) = (Vec::new(), false, false);
        for letter in text.chars() {
            match letter {
                _ if is_escaped => is_escaped = false,
                '\\' if in_string => is_escaped = true,
                '"' => in_string = !in_string,
                _ if in_string => {}
                '{' => open.push('}'),
                '[' => open.push(']'),
                '}' | ']' => drop(open.pop()),
                _ => {}
            }
        }
        Self { closing: open.iter().rev().collect(), in_string }
    }
}

/// JSON values, no numbers at the top: nobody knows where such a one ends.
fn any_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| if number.is_finite() { json!(number) } else { json!(0) }),
    ];
    let text = prop_oneof!["[a-z \"\\\\/\n\t\u{1}é漢🙂]{0,8}", any::<String>()];
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        number,
        text.prop_map(Value::from),
    ];
    let nested = leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map("[a-c\"\\\\ü]{0,3}", inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    });
    nested.prop_filter("a number alone", |value| !value.is_number())
}

/// The text of a value, compact or not, with some letters escaped.
fn written(value: &Value, is_pretty: bool, escaped: char) -> String {
    let text =
        if is_pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    text.expect("JSON").replace(escaped, &format!("\\u{:04X}", escaped as u32))
}

proptest! {
    #[test]
    fn each_prefix_gives_what_it_gives_completed(value in any_json(), is_pretty: bool) {
        let text = written(&value, is_pretty, 'é');
        let (mut machine, mut built) = (Machine::new(), Built::default());
        for (at, letter) in text.char_indices() {
            let mut units = [0; 2];
            let piece = &*letter.encode_utf16(&mut units);
            prop_assert_eq!(machine.push(piece, |edit| built.apply(edit, piece)), piece.len());
            let prefix = &text[..at + letter.len_utf8()];
            prop_assert_eq!(built.value(), completed(prefix), "{}", prefix);
        }
        prop_assert_eq!(machine.status(), Status::Complete);
    }

    #[test]
    fn it_does_not_matter_where_a_text_is_cut(value in any_json(), size in 1_usize..9) {
        let text = written(&value, false, '漢');
        let units: Vec<u16> = text.encode_utf16().collect();
        let (mut machine, mut built) = (Machine::new(), Built::default());
        for piece in units.chunks(size) {
            machine.push(piece, |edit| built.apply(edit, piece));
        }
        prop_assert_eq!(built.value(), serde_json::from_str(&text).ok());
    }

    #[test]
    fn bytes_make_the_edits_that_units_make(text in "[\\[\\]{}:,\"\\\\a-fu0-9.e+ -]{0,40}") {
        let units: Vec<u16> = text.encode_utf16().collect();
        prop_assert_eq!(edits(text.as_bytes()), edits(&units));
    }

    #[test]
    fn what_is_taken_for_json_is_json(text in "[\\[\\]{}:,\"\\\\truefalsnu0-9.e+ -]{0,24}") {
        let mut machine = Machine::new();
        let is_taken = machine.push(text.as_bytes(), |_| ()) == text.len();
        let is_complete = is_taken && machine.status() == Status::Complete;
        prop_assert_eq!(is_complete, is_json(&text), "{}", text);
    }
}

/// Whether a text is JSON, whatever the size of its numbers.
fn is_json(text: &str) -> bool {
    let result = serde_json::from_str::<Value>(text);
    result.map_or_else(|error| error.to_string().contains("out of range"), |_| true)
}

fn edits<U: Copy + Into<u32>>(piece: &[U]) -> Vec<Edit> {
    let mut all = Vec::new();
    Machine::new().push(piece, |edit| all.push(edit));
    all
}

#[test]
fn an_escaped_pair_of_surrogates_may_be_cut() {
    let (mut machine, mut built) = (Machine::new(), Built::default());
    for piece in ["\"\\uD8", "3d\\", "uDE00\""] {
        let units: Vec<u16> = piece.encode_utf16().collect();
        machine.push(&units, |edit| built.apply(edit, &units));
    }
    assert_eq!(built.value(), Some(json!("😀")));
}

#[test]
fn what_is_no_json_is_told_by_its_place() {
    for (text, place) in
        [("x", 0), ("[1,]", 3), ("{\"a\" 1", 5), ("[01", 2), ("\"\n", 1), ("[-]", 2)]
    {
        let mut machine = Machine::new();
        assert_eq!(machine.push(text.as_bytes(), |_| ()), place, "{text}");
        assert_eq!(machine.status(), Status::Invalid, "{text}");
    }
}

#[test]
fn a_number_alone_is_complete_as_long_as_it_is_one() {
    for (text, status) in
        [("1", Status::Complete), ("1.", Status::Open), ("1.5e3", Status::Complete)]
    {
        let mut machine = Machine::new();
        machine.push(text.as_bytes(), |_| ());
        assert_eq!(machine.status(), status, "{text}");
    }
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let mut machine = Machine::new();
    let text = "[".repeat(DEEPEST + 1);
    assert_eq!(machine.push(text.as_bytes(), |_| ()), DEEPEST);
    assert_eq!((machine.status(), machine.depth()), (Status::Invalid, DEEPEST));
}
