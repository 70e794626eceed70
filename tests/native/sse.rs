//! The decoder of server-sent events: the rules of a line, and every way to cut a stream.

use openai_wasm::protocol::stream::sse::Decoder;
use proptest::prelude::*;

/// The events of a stream that comes in these chunks, as `name|data`.
fn events(chunks: &[&[u8]]) -> Vec<String> {
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    for chunk in chunks {
        decoder.push(chunk, &mut |event| {
            let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
            found.push([text(event.name), text(event.data)].join("|"));
            true
        });
    }
    found
}

fn whole(text: &str) -> Vec<String> {
    events(&[text.as_bytes()])
}

/// Everything that a stream can hold, with every kind of line end.
const MIXED: &str = "\u{feff}: a comment\r\n\
    event: first\r\ndata: 1\r\n\r\n\
    data: 2\n\n\
    data:3\r\r\
    id: 7\nretry: 100\ndata\ndata: é😀\r\ndata:  x\n\n\
    event: none\n\n\
    \r\n\
    data: [DONE]\r\n\n";

const MIXED_EVENTS: [&str; 5] = ["first|1", "|2", "|3", "|\né😀\n x", "|[DONE]"];

#[test]
fn a_line_means_what_the_standard_says() {
    let cases: [(&str, &str, &[&str]); 22] = [
        ("a line feed", "data: a\n\n", &["|a"]),
        ("a carriage return", "data: a\r\r", &["|a"]),
        ("both", "data: a\r\n\r\n", &["|a"]),
        ("one of each", "data: a\r\n\ndata: b\n\r\n", &["|a", "|b"]),
        ("no space", "data:a\n\n", &["|a"]),
        ("two spaces", "data:  a\n\n", &["| a"]),
        ("a colon in the data", "data: a: b\n\n", &["|a: b"]),
        ("several lines of data", "data: a\ndata: b\n\n", &["|a\nb"]),
        ("an empty line of data", "data: a\ndata:\ndata: b\n\n", &["|a\n\nb"]),
        ("data without a colon", "data\ndata: a\n\n", &["|\na"]),
        ("a name", "event: e\ndata: a\n\n", &["e|a"]),
        ("a name after the data", "data: a\nevent: e\n\n", &["e|a"]),
        ("a second name", "event: e\nevent: f\ndata: a\n\n", &["f|a"]),
        ("a name of the event before", "event: e\ndata: a\n\ndata: b\n\n", &["e|a", "|b"]),
        ("a name without data", "event: e\n\ndata: a\n\n", &["|a"]),
        ("a comment", ": data: x\n:\ndata: a\n\n", &["|a"]),
        ("id and retry", "id: 1\nretry: 2\ndata: a\n\n", &["|a"]),
        ("an unknown field", "Data: x\ndatum: y\n data: z\ndata: a\n\n", &["|a"]),
        ("a byte order mark", "\u{feff}data: a\n\n", &["|a"]),
        ("a mark that is not the first", "data: a\n\n\u{feff}data: b\n\n", &["|a"]),
        ("nothing", "\n\n\r\r\n", &[]),
        ("no blank line at the end", "data: a\n\ndata: b\n", &["|a"]),
    ];
    for (case, text, wanted) in cases {
        assert_eq!(whole(text), wanted, "{case}");
    }
}

#[test]
fn a_stream_may_be_cut_at_every_byte() {
    let bytes = MIXED.as_bytes();
    assert_eq!(events(&[bytes]), MIXED_EVENTS);
    for at in 0..=bytes.len() {
        let (one, two) = bytes.split_at(at);
        assert_eq!(events(&[one, two]), MIXED_EVENTS, "cut at {at}");
    }
}

#[test]
fn a_stream_may_be_cut_at_every_pair_of_bytes() {
    let bytes = MIXED.as_bytes();
    for first in 0..=bytes.len() {
        for second in first..=bytes.len() {
            let chunks = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            assert_eq!(events(&chunks), MIXED_EVENTS, "cut at {first} and {second}");
        }
    }
}

#[test]
fn a_stream_may_come_byte_by_byte() {
    let chunks: Vec<&[u8]> = MIXED.as_bytes().chunks(1).collect();
    assert_eq!(events(&chunks), MIXED_EVENTS);
}

#[test]
fn an_event_comes_with_the_byte_that_completes_it() {
    for ending in ["\n\n", "\r\r", "\r\n\r"] {
        assert_eq!(whole(&["data: a", ending].concat()), ["|a"], "{ending:?}");
    }
}

#[test]
fn bytes_that_are_no_text_pass_through() {
    let mut data = Vec::new();
    let mut decoder = Decoder::default();
    decoder.push(b"data: \xff\xfe\0\n\n", &mut |event| {
        data.extend_from_slice(event.data);
        true
    });
    assert_eq!(data, b"\xff\xfe\0");
}

#[test]
fn a_sink_that_has_enough_gets_no_more() {
    let mut count = 0;
    let mut decoder = Decoder::default();
    decoder.push(b"data: 1\n\ndata: 2\n\ndata: 3\n\n", &mut |_| {
        count += 1;
        count < 2
    });
    assert_eq!(count, 2);
}

fn stream() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"data"[..],
        b"event",
        b"id",
        b":",
        b" ",
        b"\n",
        b"\r",
        b"\r\n",
        b"\n\n",
        b"{}",
        b"\xEF\xBB\xBF",
        b"\xC3\xA9",
        b"\xFF",
        b"\0",
        b"data: 1\n\n",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_events_do_not_depend_on_the_cuts(
        bytes in stream(),
        sizes in prop::collection::vec(0_usize..7, 1..20),
    ) {
        let mut rest = &bytes[..];
        let mut chunks = Vec::new();
        for size in sizes {
            let (chunk, after) = rest.split_at(size.min(rest.len()));
            chunks.push(chunk);
            rest = after;
        }
        chunks.push(rest);
        prop_assert_eq!(events(&chunks), events(&[&bytes]));
    }

    #[test]
    fn any_bytes_are_decoded_without_a_panic(bytes in any::<Vec<u8>>()) {
        let _ = events(&[&bytes]);
    }

    #[test]
    fn any_data_comes_out_as_it_went_in(data in "[^\r\n]{1,20}", name in "[^\r\n]{0,8}") {
        let text = ["event:", " ", &name, "\ndata: ", &data, "\n\n"].concat();
        prop_assert_eq!(whole(&text), [[name, data].join("|")]);
    }
}
