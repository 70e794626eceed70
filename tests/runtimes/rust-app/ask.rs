//! What every program in Rust does: a call, a streamed one for another organization, a refused one.

use openai_wasm::{Client, Error};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Chat {
    model: &'static str,
    messages: [Message; 1],
}

#[derive(Serialize, Deserialize)]
struct Message {
    role: String,
    content: String,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Chunk {
    choices: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    delta: Delta,
}

#[derive(Deserialize)]
struct Delta {
    content: Option<String>,
}

/// What came of the calls.
#[derive(Serialize)]
pub struct Answers {
    pub answer: String,
    pub streamed: String,
    pub refused: Option<Refusal>,
}

/// What the error says that a call for somebody else's organization ends with.
#[derive(Serialize)]
pub struct Refusal {
    pub status: Option<u16>,
    pub kind: &'static str,
    pub remedy: String,
}

/// Calls the API; `tell` hears of the streamed answer bit by bit.
pub async fn ask(base_url: &str, mut tell: impl FnMut(&str)) -> Result<Answers, Error> {
    let builder = Client::builder().api_key("sk-simulator").base_url(base_url);
    let client = builder.organization("org-team").dangerously_allow_browser().build()?;
    let body = chat("Who won the world series in 2020?");
    let completion = client.post::<_, Completion>("chat.completions.create", &body).await?;
    let answer = completion.choices.into_iter().map(|choice| choice.message.content).collect();

    client.set_organization("org-personal")?;
    let mut streamed = String::new();
    let mut chunks = client.stream::<_, Chunk>("chat.completions.create", &body);
    while let Some(chunk) = chunks.next().await {
        for text in chunk?.choices.into_iter().filter_map(|change| change.delta.content) {
            streamed.push_str(&text);
            tell(&streamed);
        }
    }
    Ok(Answers { answer, streamed, refused: refused(&client, &body).await? })
}

async fn refused(client: &Client, body: &Chat) -> Result<Option<Refusal>, Error> {
    let stranger = client.with_organization("org-stranger")?;
    let Err(error) = stranger.post::<_, Completion>("chat.completions.create", body).await else {
        return Ok(None);
    };
    let status = error.status();
    Ok(error.diagnosis().map(|diagnosis| Refusal {
        status,
        kind: diagnosis.kind.as_str(),
        remedy: diagnosis.remedy.clone(),
    }))
}

fn chat(question: &str) -> Chat {
    let message = Message { role: "user".to_owned(), content: question.to_owned() };
    Chat { model: "gpt-4o", messages: [message] }
}
