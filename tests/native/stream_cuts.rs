//! Streams of every kind that end at every byte: no event that came whole is lost, and nothing is
//! lost in silence.

use std::fs;
use std::path::PathBuf;

use openai_wasm::protocol::stream::end::End;
use openai_wasm::protocol::stream::event_stream::EventStream;
use openai_wasm::protocol::stream::items::{Detail, Items};

const LINE_ENDS: [&str; 3] = ["\n", "\r\n", "\r"];

/// The streams of `tests/streams`, each with every kind of line end.
fn streams() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/streams");
    let entries =
        fs::read_dir(folder).expect("tests/streams").map(|entry| entry.expect("an entry"));
    let texts = entries.map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, fs::read_to_string(entry.path()).expect("a text"))
    });
    let streams: Vec<_> = texts
        .flat_map(|(name, text)| {
            LINE_ENDS.map(|end| (format!("{name} {end:?}"), text.replace('\n', end)))
        })
        .collect();
    assert!(streams.len() >= 30, "only {} streams were found", streams.len());
    streams
}

/// The data of the events in a text, read line by line.
fn events_in(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let events = text.split("\n\n").filter_map(|event| {
        let lines: Vec<&str> =
            event.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    });
    events.take_while(|data| data != "[DONE]").collect()
}

/// What comes of a stream that ends here: its events, and whether it is taken for whole.
fn read(bytes: &[u8], size: usize) -> (Vec<String>, EventStream) {
    let (mut stream, mut events) = (EventStream::new(Items::Data), Vec::new());
    for chunk in bytes.chunks(size).chain([b"".as_slice()]) {
        stream.push(chunk);
        events.extend((0..stream.batched()).filter_map(|index| stream.event(index)));
    }
    (events, stream)
}

/// The data inside what an assistant's event is decoded to.
fn data_of(decoded: &str) -> &str {
    let named = decoded.strip_prefix("{\"event\":").and_then(|rest| rest.split_once(",\"data\":"));
    named.and_then(|(_, data)| data.strip_suffix('}')).unwrap_or(decoded)
}

#[test]
fn a_stream_that_ends_at_any_byte_loses_nothing_in_silence() {
    for (name, text) in streams() {
        let all = events_in(&text);
        for cut in (0..=text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let came = &text[..cut];
            for size in [5, usize::MAX] {
                let (events, stream) = read(came.as_bytes(), size.min(cut.max(1)));
                let events: Vec<&str> = events.iter().map(|event| data_of(event)).collect();
                assert_eq!(events, all[..events.len()], "{name} cut at {cut}");
                let whole = all.iter().filter(|data| came.contains(data.as_str())).count();
                assert_eq!(events.len(), whole, "{name} cut at {cut}");
                let has_broken_event = came.len() > 1 && unfinished(came);
                if has_broken_event {
                    assert!(
                        stream.is_cut() && !stream.is_complete(),
                        "{name} cut at {cut}: {:?}",
                        stream.end()
                    );
                }
            }
        }
        let (_, stream) = read(text.as_bytes(), usize::MAX);
        assert!(stream.is_complete(), "{name}");
    }
}

/// Whether a text ends inside an event whose data is not all there.
fn unfinished(came: &str) -> bool {
    let text = came.replace("\r\n", "\n").replace('\r', "\n");
    let tail = text.rsplit("\n\n").next().unwrap_or_default().trim_start_matches('\n');
    let data = tail.lines().find_map(|line| line.strip_prefix("data: "));
    let is_marker = data.is_some_and(|data| data.len() > 1 && "[DONE]".starts_with(data));
    let is_json = data.is_some_and(|data| serde_json::from_str::<serde_json::Value>(data).is_ok());
    !tail.is_empty() && !is_marker && !is_json
}

#[test]
fn an_answer_is_whole_when_its_last_events_have_come() {
    for (name, text) in streams() {
        let all = events_in(&text);
        let needed = if name.starts_with("chat.sse") { all.len() - 1 } else { all.len() };
        let last = &all[needed - 1];
        for cut in (0..=text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let has_all = text[..cut].contains(last.as_str());
            let (_, stream) = read(&text.as_bytes()[..cut], cut.max(1));
            assert!(has_all || !stream.is_complete(), "{name} cut at {cut}");
        }
    }
}

#[test]
fn the_text_alone_ends_as_the_events_do() {
    for (name, text) in streams() {
        for cut in (0..=text.len()).step_by(3) {
            let mut ends =
                [Detail::Whole, Detail::Changes, Detail::Deferred, Detail::Text].map(|detail| {
                    let mut stream = EventStream::new(Items::Data);
                    stream.push_detail(&text.as_bytes()[..cut.max(1)], detail);
                    stream.push_detail(b"", detail);
                    let is_error = matches!(stream.end(), Some(End::NotJson));
                    (stream.is_complete(), stream.is_cut(), is_error)
                });
            ends.sort_unstable();
            assert_eq!(ends[0], ends[3], "{name} cut at {cut}");
        }
    }
}
