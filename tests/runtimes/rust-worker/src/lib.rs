//! A Cloudflare Worker in Rust that asks whenever it is asked.

#[path = "../../rust-app/ask.rs"]
mod ask;

use worker::{Context, Env, Request, Response, Result, event};

#[event(fetch)]
async fn fetch(_request: Request, env: Env, _context: Context) -> Result<Response> {
    let base_url = env.var("OPENAI_BASE_URL")?.to_string();
    match ask::ask(&base_url, |_| ()).await {
        Ok(answers) => Response::from_json(&answers),
        Err(error) => Response::error(error.message(), 500),
    }
}
