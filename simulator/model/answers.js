// What the simulated models say: deterministic, and meaningful enough to show on a page.

import { createRandom, hashText } from "../random.js";
import { exampleOf } from "./schema.js";

/**
 * @typedef {{ role: string, text: string, images?: number, files?: string[] }} Turn
 */

const words = "river stone light paper cloud green north small table music winter garden".split(
  " ",
);

const sentences = [
  "It comes from a simulator, so no model was asked and nothing was billed.",
  "The same question gets the same answer every time.",
  "Streams arrive in pieces of a few characters, much like those of the real API.",
  "Limits, errors and organizations behave as they do there.",
  "Ask for markdown, for code, or for a number of tokens to see something else.",
];

const markdown = `## A short tour

Markdown has a few parts that a page has to show:

- **bold** and *emphasis*
- \`inline code\`
- [links](https://example.com/)

1. first
2. second

\`\`\`js
import { OpenAIClient } from "openai-wasm";

const client = new OpenAIClient({ apiKey, organization: "org-team" });
for await (const event of await client.responses.create({ model, input, stream: true })) {
  console.log(event.type);
}
\`\`\`

> The answer ends with a quotation, and with an umlaut: Grüße aus Zürich 🌍.
`;

const hostile = `This answer is hostile. <img src=x onerror="globalThis.hacked = 'image'">

<script>globalThis.hacked = "script";</script>

[x](javascript:globalThis.hacked='link') <a href="javascript:globalThis.hacked='anchor'">y</a>

<svg onload="globalThis.hacked='svg'"></svg><iframe src="javascript:parent.hacked='frame'"></iframe>
`;

/** Each rule: what the last question must say, what must have been said before, the answer. */
const rules = [
  [
    /world series.*2020|2020.*world series/i,
    null,
    () => "The Los Angeles Dodgers won the World Series in 2020.",
  ],
  [
    /where was it played/i,
    /world series/i,
    () => "The 2020 World Series was played at Globe Life Field in Arlington, Texas.",
  ],
  [
    /(\d[\d,_]{0,20})\s+tokens/i,
    null,
    ([, count], choices) => wordsOf(Math.min(numberOf(count), mostTokens / choices)),
  ],
  [/hostile|html/i, null, () => hostile],
  [/markdown|code|long text/i, null, () => markdown],
];

const mostTokens = 200_000;

const numberOf = (text) => Number(text.replace(/[,_]/g, ""));

/** So many tokens, one word each. */
function wordsOf(count) {
  return Array.from(
    { length: Math.floor(count) },
    (_, index) => words[(index * 7) % words.length],
  ).join(" ");
}

const longest = 4_000;

/** "5,000 items" asks for lists of that length. */
function wishIn(question) {
  const [, count] = /(\d[\d,_]{0,10})\s+(?:items|entries|elements|rows)/i.exec(question) ?? [];
  return { items: count ? numberOf(count) : 1 };
}

/**
 * @param {Turn[]} turns
 * @param {{ seed: number, choice?: number, choices?: number, schema?: object | null, isJSON?: boolean }} options
 */
export function answer(turns, { seed, choice = 0, choices = 1, schema = null, isJSON = false }) {
  const asked = turns.findLastIndex(({ role }) => role === "user");
  const prompt = turns[asked] ?? turns.at(-1);
  // Of a very long question, the beginning is enough to tell what is wanted.
  const question = (prompt?.text ?? "").slice(0, longest);
  if (schema) return JSON.stringify(exampleOf(schema, question, wishIn(question)));
  if (isJSON) return JSON.stringify({ answer: plain(prompt, seed, choice) });
  const before = turns
    .filter((turn) => turn !== prompt)
    .map(({ text }) => text.slice(0, longest))
    .join("\n");
  const results = turns.slice(asked + 1).filter(({ role }) => role === "tool");
  if (results.length > 0) return `The tools say: ${results.map(({ text }) => text).join("; ")}`;
  for (const [asked, said, reply] of rules) {
    const match = asked.exec(question);
    if (match && (!said || said.test(before))) return reply(match, choices);
  }
  return plain(prompt, seed, choice);
}

function plain(prompt, seed, choice) {
  const question = (prompt?.text ?? "").trim().replace(/\s+/g, " ");
  const shown = question.length > 160 ? `${question.slice(0, 160)}…` : question;
  const random = createRandom(hashText(`${seed} ${choice} ${question}`));
  const first = Math.floor(random() * sentences.length);
  const second = (first + 1 + Math.floor(random() * (sentences.length - 1))) % sentences.length;
  const seen = seenWith(prompt);
  return `You asked: “${shown}”.${seen} ${sentences[first]} ${sentences[second]}`;
}

function seenWith({ images = 0, files = [] } = /** @type {any} */ ({})) {
  const parts = [...(images ? [`${images} image(s)`] : []), ...files];
  return parts.length > 0 ? ` It came with ${parts.join(" and ")}.` : "";
}
