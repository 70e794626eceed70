// `responses.stream` and `responses.parse` tell and give what they do in openai.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";
import { pieces } from "./chat-events.js";
import { answerWith, describe as describeError, record, settle } from "./observe.js";

const base = { id: "resp_1", object: "response", created_at: 1, model: "m" };
const format = { type: "json_schema", name: "s", strict: true, schema: { type: "object" } };
const tools = [
  { type: "function", name: "f", strict: true, parameters: { type: "object" } },
  { type: "function", name: "loose", parameters: {} },
  {
    type: "namespace",
    name: "n",
    description: "d",
    tools: [{ type: "function", name: "f", strict: true, parameters: {} }],
  },
];

/** @param {string} status @param {any[]} [output] */
const response = (status, output = []) => ({ ...base, status, output });

/** Numbers events as the API does. @param {any[]} events */
const numbered = (events) =>
  events
    .map(([type, more]) => ({ type: `response.${type}`, ...more }))
    .map((event, index) => ({
      ...event,
      sequence_number: index,
    }));

const part = (text) => ({ type: "output_text", text, annotations: [] });
const message = (content, more) => ({
  id: "msg_1",
  type: "message",
  role: "assistant",
  status: content.length ? "completed" : "in_progress",
  content,
  ...more,
});

/** @param {string} text @param {number} size @param {number} [output_index] @param {object} [more] */
function spoken(text, size, output_index = 0, more) {
  const at = { item_id: "msg_1", output_index, content_index: 0 };
  return [
    ["output_item.added", { output_index, item: message([], more) }],
    ["content_part.added", { ...at, part: part("") }],
    ...pieces(text, size).map((delta) => ["output_text.delta", { ...at, delta, logprobs: [] }]),
    ["output_text.done", { ...at, text, logprobs: [] }],
    ["content_part.done", { ...at, part: part(text) }],
    ["output_item.done", { output_index, item: message([part(text)], more) }],
  ];
}

/** @param {string} text @param {number} output_index @param {object} [more] */
function called(text, output_index, more) {
  const item = {
    id: `fc_${output_index}`,
    type: "function_call",
    call_id: `c${output_index}`,
    name: "f",
    ...more,
  };
  const at = { item_id: item.id, output_index };
  return [
    [
      "output_item.added",
      { output_index, item: { ...item, arguments: "", status: "in_progress" } },
    ],
    ...pieces(text, 3).map((delta) => ["function_call_arguments.delta", { ...at, delta }]),
    ["function_call_arguments.done", { ...at, arguments: text, name: item.name }],
    ["output_item.done", { output_index, item: { ...item, arguments: text, status: "completed" } }],
  ];
}

/** @param {any[]} events @param {string} [end] */
function whole(events, end = "completed") {
  const output = events.filter(([type]) => type === "output_item.done").map(([, { item }]) => item);
  return numbered([
    ["created", { response: response("in_progress") }],
    ["in_progress", { response: response("in_progress") }],
    ...events,
    [end, { response: response(end, output) }],
  ]);
}

const reasoning = { id: "rs_1", type: "reasoning", summary: [] };
const thought = { item_id: "rs_1", output_index: 0, summary_index: 0 };

/** @type {Record<string, [events: any[], body?: object]>} */
const streams = {
  "a text": [whole(spoken("Hello, world", 3))],
  "a structured text": [whole(spoken('{"a":[1,"b\\n"]}', 2)), { text: { format } }],
  "a structured text that is no JSON": [whole(spoken("Sorry", 2)), { text: { format } }],
  "a structured text that is not the answer": [
    whole(spoken("Let me see", 4, 0, { phase: "commentary" })),
    { text: { format } },
  ],
  "a structured text that was cut": [whole(spoken('{"a":', 2), "incomplete"), { text: { format } }],
  "a response that failed": [whole(spoken("Hel", 2), "failed")],
  "a call": [whole(called('{"x":1}', 0)), { tools }],
  "calls of tools that are named alike": [
    whole([...called('{"x":1}', 0), ...called('{"y":2}', 1, { namespace: "n" })]),
    { tools },
  ],
  "a call that is not strict": [whole(called("no JSON", 0, { name: "loose" })), { tools }],
  "a call whose arguments are no JSON": [whole(called("no JSON", 0)), { tools }],
  "a text and a call": [whole([...spoken("I'll look", 3), ...called("{}", 1)]), { tools }],
  "a thought": [
    whole([
      ["output_item.added", { output_index: 0, item: reasoning }],
      ["reasoning_summary_part.added", { ...thought, part: { type: "summary_text", text: "" } }],
      ["reasoning_summary_text.delta", { ...thought, delta: "Hm" }],
      ["reasoning_summary_text.delta", { ...thought, delta: "m" }],
      ["reasoning_summary_text.done", { ...thought, text: "Hmm" }],
      ["reasoning_summary_part.done", { ...thought, part: { type: "summary_text", text: "Hmm" } }],
      [
        "output_item.done",
        {
          output_index: 0,
          item: { ...reasoning, summary: [{ type: "summary_text", text: "Hmm" }] },
        },
      ],
    ]),
  ],
  "no end": [whole(spoken("Hello", 2)).slice(0, -1)],
  "an end that names no output": [
    whole(spoken("Hello", 2)).map((event) =>
      event.type === "response.completed"
        ? { ...event, response: { ...base, status: "completed" } }
        : event,
    ),
  ],
  "no beginning": [whole(spoken("Hello", 2)).slice(1)],
  "a delta of no item": [
    whole([["output_text.delta", { output_index: 3, content_index: 0, delta: "a" }]]),
  ],
  "a delta of no part": [
    whole([
      ["output_item.added", { output_index: 0, item: message([]) }],
      ["output_text.delta", { item_id: "msg_1", output_index: 0, content_index: 0, delta: "a" }],
    ]),
  ],
  "an end before its item's": [
    numbered([
      ["created", { response: response("in_progress") }],
      ["output_item.added", { output_index: 0, item: message([]) }],
      ["completed", { response: response("completed") }],
    ]),
  ],
  "another response": [
    numbered([
      ["created", { response: response("in_progress") }],
      ["in_progress", { response: { ...response("in_progress"), id: "resp_2" } }],
    ]),
  ],
  "an error": [
    [
      ...whole(spoken("He", 2)).slice(0, 4),
      { type: "error", code: "c", message: "no", param: null },
    ],
  ],
  nothing: [[]],
};

const types = [...new Set(Object.values(streams).flatMap(([all]) => all.map(({ type }) => type)))];
const events = [
  "connect",
  "event",
  ...types.filter((type) => type !== "error"),
  "error",
  "abort",
  "end",
];

/** @param {Function} makeClient @param {any[]} all @param {object} body @param {any} [react] */
async function observe(makeClient, all, body, react) {
  const { fetch, requests } = recordingFetch(() => answerWith(all, { size: 64 }));
  const stream = makeClient(fetch).responses.stream({ model: "m", input: "hi", ...body });
  const told = record(stream, events, react);
  const outcome = await settle(stream, ["done", "finalResponse"], ["ended", "errored", "aborted"]);
  const paths = requests.map(({ path, query, body: sent }) => [path + query, sent]);
  return { told: told.map(comparable), ...outcome, paths };
}

/** What openai has not: what a text means so far. */
const comparable = ([event, args]) =>
  event.endsWith(".delta")
    ? [event, args.map(({ parsed: _, parsed_arguments: __, ...rest }) => rest)]
    : [event, args];

describe("tells and gives what openai does of", () => {
  for (const [title, [all, body]] of Object.entries(streams)) {
    test(title, async () => {
      assert.deepEqual(await observe(makeOurs, all, body), await observe(makeOracle, all, body));
    });
  }

  test("a response that is followed from somewhere on", async () => {
    const body = { response_id: "resp_1", starting_after: 5 };
    const all = whole(spoken("Hello, world", 3));
    assert.deepEqual(await observe(makeOurs, all, body), await observe(makeOracle, all, body));
  });
});

describe("when it is aborted at an event, does what openai does:", () => {
  for (const event of [
    "connect",
    "event",
    "response.created",
    "response.output_text.delta",
    "end",
  ]) {
    test(event, async () => {
      const all = whole(spoken("Hello", 2));
      const react = (name, _, stream) => name === event && stream.abort();
      const expected = await observe(makeOracle, all, {}, react);
      assert.deepEqual(await observe(makeOurs, all, {}, react), expected);
    });
  }
});

test("says what a text and arguments mean so far", async () => {
  const { fetch } = recordingFetch(() =>
    answerWith(whole([...spoken('{"a":"bc"}', 2), ...called('{"x":[1]}', 1)])),
  );
  const stream = makeOurs(fetch).responses.stream({ model: "m", text: { format }, tools });
  const seen = [];
  stream.on("response.output_text.delta", ({ parsed }) => seen.push(parsed));
  stream.on("response.function_call_arguments.delta", (event) => seen.push(event.parsed_arguments));
  await stream.done();
  const texts = [{}, {}, { a: "" }, { a: "bc" }, { a: "bc" }];
  assert.deepEqual(seen, [...texts, {}, { x: [] }, { x: [1] }]);
});

const answers = {
  "a structured text": [response("completed", [message([part('{"a":1}')])]), { text: { format } }],
  "a structured text that is no JSON": [
    response("completed", [message([part("no")])]),
    { text: { format } },
  ],
  "what is not complete": [response("incomplete", [message([part('{"a')])]), { text: { format } }],
  "a plain text": [response("completed", [message([part("hi")])])],
  "a call": [
    response("completed", [
      { id: "i", type: "function_call", call_id: "c", name: "f", arguments: '{"x":1}' },
    ]),
    { tools },
  ],
  "a format that an update names": [
    response("completed", [message([part('{"a":1}')])]),
    { input: [{ type: "configuration_update", text: { format } }] },
  ],
};

/** @param {Function} makeClient @param {any} answer @param {object} [body] @param {object} [options] */
async function parse(makeClient, answer, body, options) {
  const { fetch } = recordingFetch(() => Response.json(answer));
  try {
    const parsed = await makeClient(fetch).responses.parse({ model: "m", ...body }, options);
    return { value: structuredClone(parsed), output_parsed: parsed.output_parsed };
  } catch (error) {
    return { error: describeError(error) };
  }
}

describe("parses as openai does", () => {
  for (const [title, [answer, body]] of Object.entries(answers)) {
    test(title, async () => {
      for (const options of [undefined, { parseAs: format }, { parseAs: null }]) {
        const expected = await parse(makeOracle, answer, body, options);
        assert.deepEqual(await parse(makeOurs, answer, body, options), expected);
      }
    });
  }
});
