// The consumers that take seconds, as part of `npm test`.
import { after, before, describe, test } from "node:test";
import { consume } from "./consume.mjs";
import { consumers } from "./consumers.mjs";
import { packPackage } from "./packed.mjs";

let packed;

before(async () => (packed = await packPackage()));
after(() => packed.remove());

// Two at a time: one installs while the other builds.
describe("the packed package", { concurrency: 2 }, () => {
  for (const consumer of consumers.filter(({ isQuick }) => isQuick)) {
    test(`works in ${consumer.title}`, () => consume(consumer, packed.tarball));
  }
});
