// `chat.completions.stream` tells and gives what it does in openai.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";
import { chunk, delta, end, events, promises, spoken, states, trimmed } from "./chat-events.js";
import { answerWith, record, settle } from "./observe.js";

const messages = [{ role: "user", content: "hi" }];
const json_schema = { name: "s", strict: true, schema: { type: "object" } };
const response_format = { type: "json_schema", json_schema };

/** @param {string} name @param {boolean} [strict] */
const tool = (name, strict) => ({
  type: "function",
  function: { name, strict, parameters: { type: "object" } },
});

/** @param {number} index @param {any} fn @param {object} [more] */
const call = (index, fn, more) => delta({ tool_calls: [{ index, function: fn, ...more }] });

const structured = JSON.stringify({
  title: 'A "quoted" line\nand é漢🙂',
  items: [1, -2.5e3, true, null, { deep: [[], {}] }],
});

/** @param {string} name @param {string} text @param {number} index @param {number} size */
const called = (name, text, index, size) => [
  call(index, { name, arguments: "" }, { id: `call_${index}`, type: "function" }),
  ...spoken(text, size)
    .slice(1)
    .map(({ choices: [{ delta: part }] }) => call(index, { arguments: part.content })),
];

const logprob = { token: "a", logprob: -1, bytes: [97], top_logprobs: [] };
const audio = { id: "audio_1", data: "QUJD", transcript: "abc" };

/** @type {Record<string, [chunks: unknown[], body?: object]>} */
const streams = {
  "a text": [[...spoken("Hello, world"), end()]],
  "an empty text": [[delta({ role: "assistant", content: "" }), end()]],
  "a text and usage": [
    [...spoken("Hi"), end(), chunk([], { usage: usage(3, 4) })],
    { stream_options: { include_usage: true } },
  ],
  "a text that was cut": [[...spoken("Hello"), end("length")]],
  "a text that was withheld": [[...spoken("Hello"), end("content_filter")]],
  "a structured text": [[...spoken(structured), end()], { response_format }],
  "a structured text, letter by letter": [[...spoken(structured, 1), end()], { response_format }],
  "a structured text that was cut": [
    [...spoken(structured.slice(0, 20)), end("length")],
    { response_format },
  ],
  "a structured text that was withheld": [
    [...spoken("{"), end("content_filter")],
    { response_format },
  ],
  "a structured text that is no JSON": [[...spoken("Sorry, no"), end()], { response_format }],
  "a structured text that ends too early": [[...spoken('{"a":[1'), end()], { response_format }],
  "a structured text with more behind it": [[...spoken('{"a":1} x'), end()], { response_format }],
  "white space, then JSON": [[...spoken(' \n {"a":1}', 1), end()], { response_format }],
  "a refusal": [
    [
      delta({ role: "assistant", content: null }),
      delta({ refusal: "I " }),
      delta({ refusal: "won't" }),
      end(),
    ],
    { response_format },
  ],
  "log probabilities": [
    [
      delta(
        { role: "assistant", content: "a" },
        { logprobs: { content: [logprob], refusal: null } },
      ),
      delta({ content: "b" }, { logprobs: { content: [logprob], refusal: null } }),
      delta({ refusal: "c" }, { logprobs: { content: null, refusal: [logprob] } }),
      end(),
    ],
  ],
  "a tool call": [
    [
      delta({ role: "assistant", content: null }),
      ...called("f", structured, 0, 4),
      end("tool_calls"),
    ],
    { tools: [tool("f", true)] },
  ],
  "a tool call that is not strict": [
    [delta({ role: "assistant" }), ...called("f", '{"a":1}', 0, 2), end("tool_calls")],
    { tools: [tool("f")] },
  ],
  "tool calls at the same time": [
    [
      delta({ role: "assistant", content: null }),
      ...called("f", '{"a":1}', 0, 3),
      ...called("g", '{"b":[2]}', 1, 2),
      end("tool_calls"),
    ],
    { tools: [tool("f", true), tool("g", true)] },
  ],
  "a tool call after a text": [
    [...spoken("Let me see"), ...called("f", "{}", 0, 1), end("tool_calls")],
    { tools: [tool("f", true)], parallel_tool_calls: false },
  ],
  "a tool call of another name": [
    [delta({ role: "assistant" }), ...called("h", "no JSON", 0, 3), end("tool_calls")],
    { tools: [tool("f", true)] },
  ],
  "arguments that are no JSON": [
    [delta({ role: "assistant" }), ...called("f", "no JSON", 0, 3), end("tool_calls")],
    { tools: [tool("f", true)] },
  ],
  "a tool call that changes its name": [
    [delta({ role: "assistant" }), ...called("f", "{", 0, 1), call(0, { name: "g" })],
    { tools: [tool("f", true)] },
  ],
  "a custom tool": [
    [
      delta({ role: "assistant", content: null }),
      delta({
        tool_calls: [{ index: 0, id: "c", type: "custom", custom: { name: "n", input: "a" } }],
      }),
      delta({ tool_calls: [{ index: 0, custom: { input: "b" } }] }),
      end("tool_calls"),
    ],
  ],
  "a function call of old": [
    [
      delta({ role: "assistant", content: null, function_call: { name: "f", arguments: "{" } }),
      delta({ function_call: { arguments: "}" } }),
      end("function_call"),
    ],
  ],
  "audio that names no reason": [
    [
      delta({ role: "assistant", audio }),
      delta({ audio: { data: "REVG", transcript: "def" } }),
      delta({ audio: { expires_at: 7 } }),
    ],
  ],
  "two choices": [
    [
      chunk([{ index: 1, delta: { role: "assistant", content: "b" }, finish_reason: null }]),
      chunk([{ index: 0, delta: { role: "assistant", content: "a" }, finish_reason: null }]),
      chunk([
        { index: 0, delta: {}, finish_reason: "stop" },
        { index: 1, delta: {}, finish_reason: "stop" },
      ]),
    ],
    { n: 2 },
  ],
  "a choice of no index": [[chunk([{ delta: { content: "a" } }])]],
  "a choice that is too many": [[chunk([{ index: 1, delta: { content: "a" } }])], { n: 1 }],
  "a tool call of no index": [[delta({ tool_calls: [{ id: "c" }] })]],
  "a tool call without a type": [
    [
      delta({
        role: "assistant",
        tool_calls: [{ index: 0, id: "c", function: { name: "f", arguments: "" } }],
      }),
      end(),
    ],
  ],
  "no role": [[delta({ content: "a" }), end()]],
  "no reason": [[...spoken("Hello")]],
  "no chunks": [[]],
  "fields that are new": [
    [delta({ role: "assistant", content: "a", mood: "good" }, { level: 1 }), end()],
    { system_fingerprint: "f" },
  ],
  "an error": [[...spoken("He"), { error: { message: "overloaded", code: "c" } }]],
};

function usage(prompt, completion) {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 1 },
  };
}

/** @param {Function} makeClient @param {unknown[]} chunks @param {object} [body] @param {object} [answer] */
async function observe(makeClient, chunks, body, { react, ...answer } = {}) {
  const { fetch, requests } = recordingFetch(() => answerWith(chunks, answer));
  const stream = makeClient(fetch).chat.completions.stream({ model: "m", messages, ...body });
  const told = record(stream, events, react);
  const outcome = await settle(stream, promises, states);
  return { told: told.map(comparable), ...outcome, bodies: requests.map(({ body: sent }) => sent) };
}

/** What differs on purpose: `parsed` of a text that is not whole. */
const comparable = ([event, args]) => [event, event.endsWith("done") ? args : withTrimmed(args)];

const withTrimmed = (args) =>
  JSON.parse(JSON.stringify(args), (key, value) => (/^parsed/.test(key) ? trimmed(value) : value));

describe("tells and gives what openai does of", () => {
  for (const [title, [chunks, body]] of Object.entries(streams)) {
    test(title, async () => {
      for (const size of [5, 4096]) {
        const expected = await observe(makeOracle, chunks, body, { size });
        assert.deepEqual(await observe(makeOurs, chunks, body, { size }), expected);
      }
    });
  }
});

describe("when it is aborted at an event, does what openai does:", () => {
  const chunks = [...spoken("Hello"), ...called("f", "{}", 0, 1), end("tool_calls")];
  const body = { tools: [tool("f", true)] };
  for (const event of events) {
    test(event, async () => {
      const react = (name, _, stream) => name === event && stream.abort();
      const expected = await observe(makeOracle, chunks, body, { react, size: 64 });
      assert.deepEqual(await observe(makeOurs, chunks, body, { react, size: 64 }), expected);
    });
  }
});

describe("when a listener throws, does what openai does:", () => {
  const react = (wanted) => (name) => {
    if (name === wanted) throw new Error(`from ${name}`);
  };
  for (const event of ["connect", "chunk", "content.delta", "chatCompletion", "finalMessage"]) {
    test(event, async () => {
      const chunks = [...spoken("Hello"), end()];
      const expected = await observe(makeOracle, chunks, {}, { react: react(event) });
      assert.deepEqual(await observe(makeOurs, chunks, {}, { react: react(event) }), expected);
    });
  }
});
