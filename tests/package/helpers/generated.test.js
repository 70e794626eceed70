// Streams that nobody thought of are told and given as openai does.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";
import { chunk, events, pieces, promises, states, trimmed } from "./chat-events.js";
import { answerWith, record, settle } from "./observe.js";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom('{"a":', "[1", "}"),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, false, 0, -1.5, 1e21),
    text,
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie("any"), { maxKeys: 4 }),
  ),
})).any;
const json = value.map((any) => JSON.stringify({ any }));

const call = fc.record(
  {
    index: fc.constantFrom(0, 1, 2),
    id: fc.constantFrom("c1", "c2"),
    type: fc.constantFrom("function", "custom"),
    function: fc.record({ name: fc.constantFrom("f", "g"), arguments: text }, { requiredKeys: [] }),
    custom: fc.record({ name: fc.constant("x"), input: text }, { requiredKeys: [] }),
  },
  { requiredKeys: ["index"] },
);
const logprob = fc.record({ token: text, logprob: fc.constant(-1), bytes: fc.constant([1]) });
const logprobs = fc.record(
  {
    content: fc.option(fc.array(logprob, { maxLength: 2 })),
    refusal: fc.option(fc.array(logprob, { maxLength: 2 })),
  },
  { requiredKeys: [] },
);
const delta = fc.record(
  {
    role: fc.constant("assistant"),
    content: fc.option(text),
    refusal: fc.option(text),
    tool_calls: fc.array(call, { maxLength: 2 }),
    function_call: fc.record({ name: fc.constant("f"), arguments: text }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const reason = fc.constantFrom(null, null, null, null, "stop", "tool_calls", "length");
const choice = fc.record(
  { index: fc.constantFrom(0, 0, 0, 1), delta, finish_reason: reason, logprobs },
  { requiredKeys: ["index", "delta", "finish_reason"] },
);

/** Whatever a server may send. */
const anyChunks = fc.array(fc.array(choice, { maxLength: 2 }), { maxLength: 12 });

const role = { index: 0, delta: { role: "assistant", content: "" }, finish_reason: null };
const stop = { index: 0, delta: {}, finish_reason: "stop" };

/** JSON in pieces of any size. */
const jsonChunks = fc
  .tuple(json, fc.integer({ min: 1, max: 9 }))
  .map(([whole, size]) => [
    [role],
    ...pieces(whole, size).map((content) => [
      { index: 0, delta: { content }, finish_reason: null },
    ]),
    [stop],
  ]);

const tool = (name, strict) => ({ type: "function", function: { name, strict, parameters: {} } });
const bodies = fc.constantFrom(
  {},
  { response_format: { type: "json_schema", json_schema: { name: "s", schema: {} } } },
  { tools: [tool("f", true), tool("g")] },
);

/** @param {Function} makeClient @param {any[]} chunks @param {object} body */
async function observe(makeClient, chunks, body) {
  const { fetch } = recordingFetch(() =>
    answerWith(
      chunks.map((choices) => chunk(choices)),
      { size: 256 },
    ),
  );
  const stream = makeClient(fetch).chat.completions.stream({ model: "m", messages: [], ...body });
  const told = record(stream, events);
  const outcome = await settle(stream, promises, states);
  return JSON.parse(JSON.stringify({ told, ...outcome }), comparable);
}

/** An id that was made up, and what a text means that is not whole. */
function comparable(key, inner) {
  if (/^parsed/.test(key)) return trimmed(inner);
  // What the engine says of a choice that never came.
  if (/^Cannot (read|destructure)/.test(inner)) return "Cannot";
  return key === "id" && /^call_./.test(inner) ? "call_" : inner;
}

/** @param {any[]} chunks @param {object} body */
async function compare(chunks, body) {
  assert.deepEqual(await observe(makeOurs, chunks, body), await observe(makeOracle, chunks, body));
}

/**
 * The same, but for what a text means that is no JSON: openai makes something of some of them.
 * @param {any[]} chunks @param {object} body
 */
async function compareTold(chunks, body) {
  const actual = await observe(makeOurs, chunks, body);
  const expected = await observe(makeOracle, chunks, body);
  assert.deepEqual(withoutParts(actual), withoutParts(expected));
}

const withoutParts = ({ told, ...rest }) => ({
  ...rest,
  told: told.map(([event, args]) => [event, /^chunk|delta$/.test(event) ? unparsed(args) : args]),
});

const unparsed = (args) =>
  JSON.parse(JSON.stringify(args), (key, inner) => (/^parsed/.test(key) ? undefined : inner));

test("JSON in pieces of any size", () =>
  fc.assert(fc.asyncProperty(jsonChunks, bodies, compare), { numRuns: 150 }));

test("chunks of anything that chunks have", () =>
  fc.assert(fc.asyncProperty(anyChunks, bodies, compareTold), { numRuns: 300 }));
