// The methods that are several requests send the same ones, and give the same answers.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "./clients.js";
import { recordingFetch } from "./record.js";
import { callMethod } from "./reflect.js";

/**
 * The outcome of a method whose looks find something in these states, one after the other.
 * @param {Function} makeClient
 * @param {string} name
 * @param {unknown[]} args
 * @param {string[]} statuses
 */
async function outcomeOf(makeClient, name, args, statuses) {
  const left = [...statuses];
  const status = () => (left.length > 1 ? left.shift() : left[0]);
  const headers = { "openai-poll-after-ms": "1" };
  const answer = () => Response.json({ id: "x", thread_id: "t", status: status() }, { headers });
  const { fetch, requests } = recordingFetch(answer);
  const value = await callMethod(makeClient(fetch), name, args).catch((error) => error);
  return { value: value.status ?? value.constructor.name, requests };
}

const file = () => new File(["abc"], "a.txt");
const batch = { files: [file(), file()], fileIds: ["f0"] };

/** @type {[string, () => unknown[], string[]][]} */
const cases = [
  ["vectorStores.files.poll", () => ["vs", "f"], ["in_progress", "in_progress", "failed"]],
  [
    "vectorStores.files.createAndPoll",
    () => ["vs", { file_id: "f" }],
    ["in_progress", "completed"],
  ],
  ["vectorStores.files.upload", () => ["vs", file()], ["completed"]],
  ["vectorStores.files.uploadAndPoll", () => ["vs", file()], ["in_progress", "cancelled"]],
  ["vectorStores.fileBatches.poll", () => ["vs", "b"], ["in_progress", "completed"]],
  ["vectorStores.fileBatches.createAndPoll", () => ["vs", { file_ids: ["f"] }], ["completed"]],
  ["vectorStores.fileBatches.uploadAndPoll", () => ["vs", batch], ["completed"]],
  ["vectorStores.fileBatches.uploadAndPoll", () => ["vs", { files: [] }], ["completed"]],
  ["vectorStores.fileBatches.uploadAndPoll", () => ["vs", batch, { maxConcurrency: 0 }], ["x"]],
  ["beta.threads.runs.poll", () => ["r", { thread_id: "t" }], ["queued", "requires_action"]],
  ["beta.threads.runs.createAndPoll", () => ["t", { assistant_id: "a" }], ["queued", "expired"]],
  ["beta.threads.createAndRunPoll", () => [{ assistant_id: "a" }], ["queued", "completed"]],
  [
    "beta.threads.runs.submitToolOutputsAndPoll",
    () => ["r", { thread_id: "t", tool_outputs: [] }],
    ["cancelling", "incomplete"],
  ],
  ["files.waitForProcessing", () => ["f", { pollInterval: 1 }], ["uploaded", "processed"]],
  ["files.waitForProcessing", () => ["f", { pollInterval: 1, maxWait: -1 }], ["uploaded"]],
];

// The oracle's errors are plain ones where ours say whose they are.
const isError = (value) => /Error$/.test(value);

describe("does what openai does in several requests:", () => {
  cases.forEach(([name, args, statuses], index) => {
    test(`${name} (${index})`, async () => {
      const expected = await outcomeOf(makeOracle, name, args(), statuses);
      const actual = await outcomeOf(makeOurs, name, args(), statuses);
      assert.deepEqual(actual.requests, expected.requests);
      if (isError(expected.value)) assert.ok(isError(actual.value), actual.value);
      else assert.equal(actual.value, expected.value);
    });
  });
});

test("ends a wait when the caller aborts, and says why", async () => {
  const { fetch } = recordingFetch(() => Response.json({ status: "in_progress" }));
  const signal = AbortSignal.timeout(10);
  const polling = makeOurs(fetch).vectorStores.files.poll("vs", "f", { signal });
  const error = await polling.catch((thrown) => thrown);
  assert.deepEqual([error.name, error.cause], ["APIUserAbortError", signal.reason]);
});

test("waits as long as the caller says", async () => {
  let looks = 0;
  const answer = () => Response.json({ status: looks++ ? "completed" : "in_progress" });
  const begun = performance.now();
  const client = makeOurs(recordingFetch(answer).fetch);
  await client.vectorStores.files.poll("vs", "f", { pollIntervalMs: 60 });
  assert.ok(performance.now() - begun > 55);
});

test("lets every upload end before it tells of those that failed", async () => {
  let sent = 0;
  const answer = () => Response.json({ id: `f${sent}` }, { status: sent++ === 0 ? 400 : 200 });
  const files = [file(), file(), file()];
  const client = makeOurs(recordingFetch(answer).fetch);
  const upload = client.vectorStores.fileBatches.uploadAndPoll("vs", { files });
  const message = "1 uploads failed: `errors` says why";
  await assert.rejects(upload, { name: "AggregateError", message });
  assert.equal(sent, 3);
});

test("refuses a pause that is none, and takes any number of workers from one on", async () => {
  const answer = () => Response.json({ id: "f", status: "completed" });
  const { fileBatches } = makeOurs(recordingFetch(answer).fetch).vectorStores;
  for (const pollIntervalMs of [NaN, -1, "60"]) {
    await assert.rejects(fileBatches.poll("vs", "b", { pollIntervalMs }), /pollIntervalMs must be/);
  }
  for (const maxConcurrency of [null, 1.5, Infinity]) {
    const files = [file(), file()];
    assert.ok(await fileBatches.uploadAndPoll("vs", { files }, { maxConcurrency }));
  }
});
