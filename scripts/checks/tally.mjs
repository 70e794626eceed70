// A reporter of node's test runner: how many tests passed, failed and were left out, as JSON.

/** @param {AsyncIterable<import("node:test").TestEvent | any>} events */
export default async function* tally(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (data?.details?.type === "suite") continue;
    if (type === "test:fail") counts.failed += 1;
    if (type === "test:pass") counts[data.skip === undefined ? "passed" : "skipped"] += 1;
  }
  yield JSON.stringify(counts);
}
