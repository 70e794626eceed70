// The decoder of event streams agrees with `eventsource-parser`, however the bytes are split.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { makeOurs } from "./clients.js";

/** @param {string} text */
function expectedOf(text) {
  const items = [];
  const parser = createParser({
    onEvent: ({ event, data }) => items.push({ event: event || null, data: JSON.parse(data) }),
  });
  // A decoder of bytes takes the mark away; what follows ends a last line that ends with CR.
  parser.feed(new TextDecoder().decode(new TextEncoder().encode(text)));
  parser.feed("\n\n");
  return items;
}

/**
 * @param {string} text
 * @param {number[]} cuts where the bytes are split, as shares of the whole
 */
async function itemsOf(text, cuts) {
  const bytes = new TextEncoder().encode(text);
  const places = cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b);
  const chunks = [...places, bytes.length].map((end, at) => bytes.slice(places[at - 1] ?? 0, end));
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const client = makeOurs(async () => new Response(body), { lenientStreams: true });
  const stream = await client.beta.threads.createAndRun({ assistant_id: "a", stream: true });
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

const line = fc.oneof(
  fc.jsonValue().map((value) => `data: ${JSON.stringify(value)}`),
  fc.constantFrom(": a comment", "id: 7", "retry: 10", "unknown: x", "lonely", "event:x", "event"),
  fc.constantFrom("event: thread.run", "event: thread.ü漢🙂", "event:  two spaces"),
);
// One data line an event, as several would have to be one JSON text together.
const event = fc
  .tuple(fc.array(line, { maxLength: 4 }), fc.constantFrom("\n", "\r\n", "\r"))
  .filter(([lines]) => lines.filter((each) => each.startsWith("data:")).length < 2)
  .map(([lines, end]) => [...lines, "", ""].join(end));
const text = fc
  .tuple(fc.constantFrom("", "\ufeff"), fc.array(event))
  .map(([mark, all]) => mark + all.join(""));
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

// Its errors are told by their data, and end the stream.
const isFailure = ({ event: name, data }) => !name?.startsWith("thread.") && data?.error;

test("gives the events that eventsource-parser gives, on random input split at random", async () => {
  await fc.assert(
    fc.asyncProperty(text, cuts, async (given, places) => {
      const expected = expectedOf(given);
      fc.pre(!expected.some(isFailure));
      assert.deepEqual(await itemsOf(given, places), expected);
    }),
    { numRuns: 300 },
  );
});

const corpus = [
  'data: {"a":\ndata: 1}\n\n',
  "data:1\n\ndata: 2\n\ndata:  3\n\n",
  'event: a\nevent: b\ndata: "last name"\n\ndata: "no name"\n\n',
  "id: 1\nretry: 5\n: comment\ndata: true\n\n",
  "data: 1\r\rdata: 2\r\n\r\ndata: 3\n\n",
  "\ufeffdata: 1\n\n",
  "\n\n\ndata: 1\n\n\n\n",
  "event: only a name\n\ndata: 1\n\n",
  "data: 1\n\ndata: 2",
];

test("gives the events that eventsource-parser gives, on a corpus split at every byte", async () => {
  for (const given of corpus) {
    const every = Array.from(given, (_, at) => at / given.length);
    for (const places of [[], every]) {
      assert.deepEqual(await itemsOf(given, places), expectedOf(given), JSON.stringify(given));
    }
  }
});
