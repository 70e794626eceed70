//! A streamed answer as JSON texts: batches, envelopes, ends and errors.

use openai_wasm::protocol::stream::end::End;
use openai_wasm::protocol::stream::event_stream::EventStream;
use openai_wasm::protocol::stream::items::Items;
use proptest::prelude::*;

fn pushed(text: &str) -> EventStream {
    let mut stream = EventStream::new(Items::Data);
    stream.push(text.as_bytes());
    stream
}

#[test]
fn a_chunk_becomes_one_json_array() {
    let cases = [
        ("no event", "data: 1", None),
        ("a comment", ": wait\n\n", None),
        ("one event", "data: {\"a\":1}\n\n", Some("[{\"a\":1}]")),
        ("three events", "data: 1\n\ndata: 2\n\ndata: 3\n\n", Some("[1,2,3]")),
        ("a name", "event: response.created\ndata: 1\n\n", Some("[1]")),
        (
            "an assistant's event",
            "event: thread.created\ndata: 1\n\n",
            Some("[{\"event\":\"thread.created\",\"data\":1}]"),
        ),
        ("the end marker behind it", "data: 1\n\ndata: [DONE]\n\n", Some("[1]")),
        ("the end marker alone", "data: [DONE]\n\n", None),
        ("what follows the end marker", "data: [DONE]\n\ndata: 1\n\n", None),
        ("an error behind it", "data: 1\n\nevent: error\ndata: {}\n\n", Some("[1]")),
    ];
    for (case, text, wanted) in cases {
        let got = EventStream::new(Items::Data).push(text.as_bytes());
        assert_eq!(got.as_deref(), wanted, "{case}");
    }
}

#[test]
fn every_item_of_a_named_stream_has_its_name() {
    let cases = [
        ("event: e\ndata: 1\n\n", "[{\"event\":\"e\",\"data\":1}]"),
        ("data: 1\n\n", "[{\"event\":null,\"data\":1}]"),
        ("event: a\"b\\\ndata: 1\n\n", "[{\"event\":\"a\\\"b\\\\\",\"data\":1}]"),
        ("event: a\tb\0\ndata: 1\n\n", "[{\"event\":\"a b \",\"data\":1}]"),
    ];
    for (text, wanted) in cases {
        let got = EventStream::new(Items::Named).push(text.as_bytes());
        assert_eq!(got.as_deref(), Some(wanted), "{text:?}");
    }
}

#[test]
fn each_event_of_a_chunk_can_be_had_alone() {
    let mut stream = EventStream::new(Items::Data);
    let first = stream.push(b"data: {\"a\":1}\n\ndata: half\n\ndata: 3\n\n");
    assert_eq!(first.as_deref(), Some("[{\"a\":1},half,3]"));
    assert_eq!(stream.batched(), 3);
    for (index, wanted) in [Some("{\"a\":1}"), Some("half"), Some("3"), None].iter().enumerate() {
        assert_eq!(stream.event(index).as_deref(), *wanted, "{index}");
    }
    assert_eq!(stream.event(usize::MAX), None);
}

#[test]
fn a_batch_is_that_of_the_last_chunk() {
    let mut stream = pushed("data: 1\n\ndata: 2\n\n");
    assert_eq!(stream.push(b"data: 3\n\n").as_deref(), Some("[3]"));
    assert_eq!((stream.batched(), stream.event(0)), (1, Some("3".to_owned())));
    assert_eq!(stream.push(b"data:"), None);
    assert_eq!((stream.batched(), stream.event(0)), (0, None));
}

#[test]
fn a_character_may_be_cut_in_two() {
    let bytes = "data: \"é😀\"\n\n".as_bytes();
    for at in 0..bytes.len() {
        let mut stream = EventStream::new(Items::Data);
        assert_eq!(stream.push(&bytes[..at]), None, "cut at {at}");
        assert_eq!(stream.push(&bytes[at..]).as_deref(), Some("[\"é😀\"]"), "cut at {at}");
    }
}

#[test]
fn nothing_comes_after_the_end() {
    for end in ["data: [DONE]\n\n", "event: error\ndata: {}\n\n"] {
        let mut stream = pushed(end);
        assert!(stream.end().is_some(), "{end}");
        assert_eq!(stream.push(b"data: 1\n\n"), None, "{end}");
        assert!(stream.is_complete(), "{end}");
    }
}

#[test]
fn an_error_event_keeps_its_data() {
    let stream = pushed("data: 1\n\nevent: error\ndata: {\"code\":\"x\"}\n\ndata: 2\n\n");
    assert_eq!(stream.end(), Some(End::Error));
    assert_eq!(stream.end_text(), "{\"code\":\"x\"}");
    assert_eq!(stream.event(0).as_deref(), Some("1"));
    assert_eq!(pushed("data: 1\n\n").end(), None);
}

#[test]
fn a_verbatim_stream_takes_no_event_for_an_error() {
    let mut stream = EventStream::new(Items::Verbatim);
    let batch = stream.push(b"event: error\ndata: {}\n\nevent: thread.x\ndata: 1\n\n");
    assert_eq!(batch.as_deref(), Some("[{},1]"));
    assert_eq!(stream.end(), None);
    assert!(stream.is_complete(), "it may end anywhere");
}

proptest! {
    #[test]
    fn the_events_do_not_depend_on_the_cuts(
        numbers in prop::collection::vec(0_u32..100, 1..10),
        size in 1_usize..30,
    ) {
        let events = numbers.iter().map(|number| ["data: ", &number.to_string(), "\n\n"].concat());
        let text: String = events.collect();
        let mut stream = EventStream::new(Items::Data);
        let mut found = Vec::new();
        for chunk in text.as_bytes().chunks(size) {
            stream.push(chunk);
            found.extend((0..stream.batched()).filter_map(|index| stream.event(index)));
        }
        let wanted: Vec<String> = numbers.iter().map(u32::to_string).collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn any_bytes_are_taken_without_a_panic(
        chunks in prop::collection::vec(any::<Vec<u8>>(), 0..5),
        items in prop::sample::select(&[Items::Data, Items::Named, Items::Verbatim]),
    ) {
        let mut stream = EventStream::new(items);
        for chunk in chunks {
            stream.push(&chunk);
            let _ = (stream.batched(), stream.event(0), stream.is_complete(), stream.end().is_some());
        }
    }
}

proptest! {
    #[test]
    fn what_is_no_utf8_is_replaced_as_the_standard_library_does(bytes in any::<Vec<u8>>()) {
        let data: Vec<u8> = bytes.into_iter().filter(|byte| !b"\r\n\"\\".contains(byte)).collect();
        let mut stream = EventStream::new(Items::Verbatim);
        stream.push(&[b"data: [\"".as_slice(), &data, b"\"]\n\n"].concat());
        let decoded = stream.event(0).expect("an event");
        prop_assert_eq!(decoded, ["[\"", &String::from_utf8_lossy(&data), "\"]"].concat());
    }
}
