// Programs in Rust as the inspector shows them, in a file that cargo compiles with the tests.
// `node tests/page/rust-snippets.mjs` writes it anew.

import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { at } from "../../scripts/lib/paths.mjs";
import { snippet } from "../../www/state/snippets.js";

export const file = at("tests", "rust-client", "snippets.rs");

const chat = "chat.completions.create";
const responses = "responses.create";
const said = [{ role: "user", content: "Hello" }];
const openai = "https://api.openai.com/v1";
const setup = { baseURL: "http://127.0.0.1:8080/v1", organization: "org-a" };
const routed = { ...setup, organizations: ["org-a", "org-b"] };
const odd = `"quoted" \\ 'é' {braces}\n\t\b\f\u0001\ud800 line`;
const image = { type: "input_image", image_url: "data:image/png;base64,AAAA" };
const document = {
  type: "input_file",
  filename: "a.pdf",
  file_data: "data:application/pdf;base64,",
};

/** A call of each kind that the page makes. */
const calls = {
  a_chat: [chat, { messages: said, stream_options: { include_usage: true } }, setup],
  the_default: [chat, { messages: said }, { baseURL: openai, organization: null }],
  failover: [chat, { messages: said }, { ...routed, routing: "failover" }],
  headroom: [responses, { input: said }, { ...routed, routing: "headroom" }],
  a_response: [responses, { instructions: "Be brief.", input: said }, setup],
  odd_text: [chat, { messages: [{ role: "user", content: odd }] }, setup],
  a_long_text: [chat, { messages: [{ role: "user", content: "é".repeat(900) }] }, setup],
  files: [responses, { input: [{ role: "user", content: [image, document] }] }, setup],
};

const head = `//! What the demo page shows as the same call in Rust; written by tests/page/rust-snippets.mjs.
`;

/** What the file has to hold. */
export function programs() {
  const modules = Object.entries(calls).map(([name, [method, params, setup]]) => {
    const body = { model: "gpt-4o", ...params, stream: true };
    return `\nmod ${name} {\n${snippet("Rust", { name: method, params: body, setup })}}\n`;
  });
  return head + modules.join("");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) fs.writeFileSync(file, programs());
