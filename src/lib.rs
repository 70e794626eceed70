//! The `OpenAI` client for browsers and the edge: small, fast, and plain about organizations.
//!
//! It compiles to `wasm32-unknown-unknown` and sends with the `fetch` of its runtime: a Cloudflare
//! Worker, a page, Node. A method has the name that the API reference gives it; parameters and
//! answers are any types that serde knows.
//!
//! ```no_run
//! # #[cfg(target_arch = "wasm32")]
//! # mod example {
//! use openai_wasm::{Client, Error};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize)]
//! struct Chat<'a> {
//!     model: &'a str,
//!     messages: &'a [Message],
//! }
//!
//! #[derive(Serialize, Deserialize)]
//! struct Message {
//!     role: String,
//!     content: String,
//! }
//!
//! #[derive(Deserialize)]
//! struct Completion {
//!     choices: Vec<Choice>,
//! }
//!
//! #[derive(Deserialize)]
//! struct Choice {
//!     message: Message,
//! }
//!
//! async fn ask(key: &str, question: &str) -> Result<Option<String>, Error> {
//!     let client = Client::new(key)?;
//!     let messages = &[Message { role: "user".into(), content: question.into() }];
//!     let body = Chat { model: "gpt-4o", messages };
//!     let answer = client.post::<_, Completion>("chat.completions.create", &body).await?;
//!     Ok(answer.choices.into_iter().next().map(|choice| choice.message.content))
//! }
//! # }
//! ```
//!
//! # Organizations
//!
//! A call is made for the organization that the client has at that moment, and keeps it through
//! every retry. Another one can be chosen for the calls that follow, for a part of the program, or
//! for one call:
//!
//! ```no_run
//! # #[cfg(target_arch = "wasm32")]
//! # async fn example(body: &std::collections::BTreeMap<String, String>) -> Result<(), openai_wasm::Error> {
//! # use openai_wasm::Client;
//! # type Completion = ();
//! let client = Client::builder().api_key("sk-…").organization("org-a").build()?;
//!
//! client.set_organization("org-b")?; // from the next call on; None: the account's default
//! let team = client.with_organization("org-c")?; // shares what is known of the limits
//! let request = team.request("chat.completions.create").organization("org-d"); // this call alone
//! let answer: Completion = request.params(body).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A call for an organization that the key has no access to fails, and the error says what helps:
//!
//! ```no_run
//! # #[cfg(target_arch = "wasm32")]
//! # async fn example(client: openai_wasm::Client) -> Result<(), openai_wasm::Error> {
//! use openai_wasm::protocol::failure::kind::FailureKind;
//! # use openai_wasm::ErrorKind;
//! # type Model = ();
//!
//! let other = client.with_organization("org-of-others")?;
//! if let Err(error) = other.get::<Model>("models.retrieve", "gpt-4o").await {
//!     assert_eq!((error.kind(), error.status()), (ErrorKind::Api, Some(401)));
//!     let diagnosis = error.diagnosis().ok_or(error.clone())?;
//!     assert_eq!(diagnosis.kind, FailureKind::InvalidOrganization);
//!     assert_eq!(diagnosis.sent.organization.as_deref(), Some("org-of-others"));
//!     println!("{}", diagnosis.remedy); // one or two sentences to a person
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A client that lists the organizations it may use moves a call on when one is exhausted:
//!
//! ```no_run
//! # #[cfg(target_arch = "wasm32")]
//! # fn example() -> Result<(), openai_wasm::Error> {
//! use openai_wasm::{Client, Organization, Routing};
//!
//! let list = [Organization::new("org-a"), Organization::new("org-b").project("proj_1")];
//! let client = Client::builder().api_key("sk-…").organizations(&list, Routing::Failover).build()?;
//! let left = client.with_organization("org-a")?.rate_limits("gpt-4o");
//! if let Some(requests) = left.requests {
//!     println!("{:?} requests left", requests.remaining);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Streams
//!
//! ```no_run
//! # #[cfg(target_arch = "wasm32")]
//! # async fn example(client: openai_wasm::Client, body: &std::collections::BTreeMap<String, String>) -> Result<(), openai_wasm::Error> {
//! # #[derive(serde::Deserialize)]
//! # struct Chunk {}
//! let mut chunks = client.stream::<_, Chunk>("chat.completions.create", body);
//! while let Some(chunk) = chunks.next().await {
//!     let chunk: Chunk = chunk?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Events`](https://docs.rs/openai-wasm/latest/wasm32-unknown-unknown/openai_wasm/struct.Events.html)
//! is a `futures::Stream` too. A future or a stream that is dropped ends its request, and leaves no
//! timer behind.
//!
//! # Features
//!
//! - `client`, which is on unless somebody turns it off: what is described here.
//! - `exports`: the classes of the npm package, exported to JavaScript.
//!
//! [`protocol`] needs neither, and compiles for every target.

#[cfg(all(target_arch = "wasm32", feature = "client"))]
mod client;
pub mod engine;
#[cfg(any(not(target_arch = "wasm32"), feature = "exports"))]
pub mod exports;
pub mod protocol;

#[cfg(all(target_arch = "wasm32", feature = "client"))]
pub use client::*;

/// Much smaller than the allocator of the standard library, and as fast.
#[cfg(all(target_arch = "wasm32", feature = "exports"))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
