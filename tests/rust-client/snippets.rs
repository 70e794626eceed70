//! What the demo page shows as the same call in Rust; written by tests/page/rust-snippets.mjs.

mod a_chat {
use openai_wasm::{Client, Error};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let client = Client::builder()
        .api_key(key)
        .base_url("http://127.0.0.1:8080/v1")
        .organization("org-a")
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "messages": [
            { "role": "user", "content": "Hello" },
        ],
        "stream_options": { "include_usage": true },
    });
    let mut events = client.stream::<_, Value>("chat.completions.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/choices/0/delta/content").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}

mod the_default {
use openai_wasm::{Client, Error};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let client = Client::builder()
        .api_key(key)
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "messages": [
            { "role": "user", "content": "Hello" },
        ],
    });
    let mut events = client.stream::<_, Value>("chat.completions.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/choices/0/delta/content").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}

mod failover {
use openai_wasm::{Client, Error, Organization, Routing};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let list = [
        Organization::new("org-a"),
        Organization::new("org-b"),
    ];
    // There are no hooks in Rust yet, so a move is not seen.
    let client = Client::builder()
        .api_key(key)
        .base_url("http://127.0.0.1:8080/v1")
        .organizations(&list, Routing::Failover)
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "messages": [
            { "role": "user", "content": "Hello" },
        ],
    });
    let mut events = client.stream::<_, Value>("chat.completions.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/choices/0/delta/content").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}

mod headroom {
use openai_wasm::{Client, Error, Organization, Routing};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let list = [
        Organization::new("org-a"),
        Organization::new("org-b"),
    ];
    // There are no hooks in Rust yet, so a move is not seen.
    let client = Client::builder()
        .api_key(key)
        .base_url("http://127.0.0.1:8080/v1")
        .organizations(&list, Routing::Headroom)
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "input": [
            { "role": "user", "content": "Hello" },
        ],
    });
    let mut events = client.stream::<_, Value>("responses.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/delta").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}

mod a_response {
use openai_wasm::{Client, Error};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let client = Client::builder()
        .api_key(key)
        .base_url("http://127.0.0.1:8080/v1")
        .organization("org-a")
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "instructions": "Be brief.",
        "input": [
            { "role": "user", "content": "Hello" },
        ],
    });
    let mut events = client.stream::<_, Value>("responses.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/delta").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}

mod odd_text {
use openai_wasm::{Client, Error};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let client = Client::builder()
        .api_key(key)
        .base_url("http://127.0.0.1:8080/v1")
        .organization("org-a")
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "messages": [
            { "role": "user", "content": "\"quoted\" \\ 'é' {braces}\n\t\u{8}\u{c}\u{0001}\u{fffd} line" },
        ],
    });
    let mut events = client.stream::<_, Value>("chat.completions.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/choices/0/delta/content").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}

mod a_long_text {
use openai_wasm::{Client, Error};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let client = Client::builder()
        .api_key(key)
        .base_url("http://127.0.0.1:8080/v1")
        .organization("org-a")
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "messages": [
            { "role": "user", "content": "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé" },
        ],
    });
    let mut events = client.stream::<_, Value>("chat.completions.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/choices/0/delta/content").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}

mod files {
use openai_wasm::{Client, Error};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
    let client = Client::builder()
        .api_key(key)
        .base_url("http://127.0.0.1:8080/v1")
        .organization("org-a")
        .build()?;
    let body = json!({
        "model": "gpt-4o",
        "input": [
            { "role": "user", "content": [{ "type": "input_image", "image_url": "data:image/png;base64,AAAA" }, { "type": "input_file", "filename": "a.pdf", "file_data": "data:application/pdf;base64," }] },
        ],
    });
    let mut events = client.stream::<_, Value>("responses.create", &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer("/delta").and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
}
