// Streams of every kind that end, break or are aborted at every byte, beside `openai`.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bodyOf, bytes, clientOf, openOf, readAll, recorded } from "./served.js";

const LINE_ENDS = ["\n", "\r\n", "\r"];

/**
 * @param {string} name
 * @param {Uint8Array} came
 * @param {{ problem?: unknown, oracle?: boolean, options?: any }} [more]
 */
async function read(name, came, { problem, ...more } = {}) {
  const body = () => bodyOf(came.length > 0 ? [came] : [], problem);
  return readAll(await openOf(name)(clientOf(body, more)));
}

/** Whether all events came that the stream holds: what follows the last one is its end marker. */
const hasAll = (/** @type {any[]} */ all, /** @type {any[]} */ events) =>
  all.length === events.length;

for (const [name, text] of Object.entries(recorded)) {
  describe(name, () => {
    for (const end of LINE_ENDS) {
      test(`ends at every byte, lines with ${JSON.stringify(end)}`, async () => {
        const whole = bytes(text.replaceAll("\n", end));
        const { all: events, error } = await read(name, whole);
        assert.equal(error, undefined);
        // Every byte is cut in the native tests as well, with every kind of line end.
        for (let cut = 0; cut < whole.length; cut += end === "\n" ? 1 : 5) {
          await endsAt(name, whole.slice(0, cut), events);
        }
      });
    }

    test("breaks at every byte", async () => {
      const whole = bytes(text);
      const { all: events } = await read(name, whole);
      for (let cut = 0; cut < text.indexOf("data: [DONE]"); cut += 3) {
        const { all, error } = await read(name, whole.slice(0, cut), {
          problem: new TypeError("x"),
        });
        assert.equal(error?.constructor.name, "IncompleteStreamError", `${cut}`);
        assert.deepEqual(all, events.slice(0, all.length));
        assert.equal(error.received, all.length);
      }
    });

    test("is aborted after every event", async () => {
      const { all: events } = await read(name, bytes(text));
      for (let index = 0; index < events.length; index++) await abortsAt(name, text, index, events);
    });
  });
}

/**
 * A clean end: what came is what `openai` gives, and if something is missing, that is an error.
 * @param {string} name
 * @param {Uint8Array} came
 * @param {any[]} events
 */
async function endsAt(name, came, events) {
  const ours = await read(name, came);
  const lenient = ours.error ? await read(name, came, { options: { lenientStreams: true } }) : ours;
  assert.deepEqual(ours.all, events.slice(0, ours.all.length));
  assert.deepEqual(lenient.all, ours.all);
  if (ours.error) assert.equal(ours.error.constructor.name, "IncompleteStreamError");
  const text = new TextDecoder().decode(came).replaceAll(/\r\n?/g, "\n");
  const isInside = !/(^|\n\n|\n)$/.test(text) && !/data: \[D/.test(text);
  const isWholeEvent =
    /\}$/.test(text) && text.endsWith(JSON.stringify(ours.all.at(-1)?.data ?? ours.all.at(-1)));
  if (isInside && !isWholeEvent)
    assert.ok(ours.error && lenient.error, `silent: ${text.slice(-40)}`);
  if (ours.error === undefined && !hasAll(ours.all, events))
    assert.match(text, /finish_reason":"\w/);
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} index
 * @param {any[]} events
 */
async function abortsAt(name, text, index, events) {
  const controller = new AbortController();
  const client = clientOf(() => bodyOf([bytes(text)]));
  const stream = await openOf(name)(client, { signal: controller.signal });
  const all = [];
  for await (const item of stream) {
    all.push(item);
    if (all.length > index) controller.abort();
  }
  assert.deepEqual(all, events.slice(0, index + 1));
}

test("gives what openai gives, wherever openai sees no error", async () => {
  for (const [name, text] of Object.entries(recorded)) {
    const whole = bytes(text);
    for (let cut = 0; cut <= whole.length; cut += 7) {
      const [ours, theirs] = [
        await read(name, whole.slice(0, cut)),
        await read(name, whole.slice(0, cut), { oracle: true }),
      ];
      assert.deepEqual(ours.all, theirs.all, `${name} cut at ${cut}`);
      // What has come of an end marker is one.
      const isMarker = text.slice(0, cut).includes("data: [D");
      if (theirs.error && !isMarker) assert.ok(ours.error, `${name} cut at ${cut}`);
    }
  }
});
