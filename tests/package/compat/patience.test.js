// How long a stream may be silent, and whether it may end without its end marker.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOurs } from "./clients.js";
import { collect, collectUntilError } from "./outcome.js";

/**
 * A fetch whose answer has these chunks, each after a wait, and then goes on for ever.
 * @param {[wait: number, text: string][]} chunks
 * @param {{ closes?: boolean }} [options]
 */
function slowly(chunks, { closes = false } = {}) {
  return async (_, { signal }) => {
    const left = [...chunks];
    const body = new ReadableStream({
      start: (controller) =>
        signal.addEventListener("abort", () => controller.error(signal.reason)),
      async pull(controller) {
        if (left.length === 0) return closes ? controller.close() : new Promise(() => {});
        const [wait, text] = left.shift();
        await new Promise((resolve) => setTimeout(resolve, wait));
        if (!signal.aborted) controller.enqueue(new TextEncoder().encode(text));
      },
    });
    return new Response(body);
  };
}

/** @param {Function} fetch @param {object} options of the client */
async function read(fetch, options) {
  const client = makeOurs(fetch, options);
  return collectUntilError(await client.responses.create({ model: "m", stream: true }));
}

test("gives up a stream whose first bytes do not come", { timeout: 300_000 }, async () => {
  const { all, error } = await read(slowly([]), { firstByteTimeout: 20 });
  assert.deepEqual(all, []);
  assert.equal(error.class, "APIConnectionTimeoutError");
});

test("gives up a stream that falls silent, with what came", { timeout: 300_000 }, async () => {
  const { all, error } = await read(slowly([[1, "data: 1\n\n"]]), { idleTimeout: 30 });
  assert.deepEqual(all, [1]);
  assert.equal(error.class, "APIConnectionTimeoutError");
});

test("is patient with a stream that keeps talking", { timeout: 300_000 }, async () => {
  const chunks = Array.from({ length: 12 }, () => [100, "data: 1\n\n"]);
  const fetch = slowly([...chunks, [100, "data: [DONE]\n\n"]]);
  const { all, error } = await read(fetch, { idleTimeout: 1000, timeout: 500 });
  assert.deepEqual([all.length, error], [12, undefined]);
});

test("lets a stream end anywhere if the caller does not mind", async () => {
  const cut = slowly([[1, "data: 1\n\n"]], { closes: true });
  assert.equal((await read(cut, {})).error.class, "IncompleteStreamError");
  assert.deepEqual(await read(cut, { lenientStreams: true }), { all: [1] });
});

test("tells how much of a cut stream came", async () => {
  const client = makeOurs(slowly([[1, 'data: 1\n\ndata: {"a":2}\n\n']], { closes: true }));
  const stream = await client.responses.create({ model: "m", stream: true });
  const error = await collect(stream).catch((thrown) => thrown);
  assert.deepEqual([error.received, error.last], [2, { a: 2 }]);
  assert.equal(typeof error.diagnosis.remedy, "string");
});
