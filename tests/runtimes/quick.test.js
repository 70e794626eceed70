// The consumers that take seconds, as part of `npm test`.
import { after, before, test } from "node:test";
import { consume } from "./consume.mjs";
import { consumers } from "./consumers.mjs";
import { packPackage } from "./packed.mjs";

let packed;

before(async () => (packed = await packPackage()));
after(() => packed.remove());

for (const consumer of consumers.filter(({ isQuick }) => isQuick)) {
  test(`works in ${consumer.title}`, async (t) => {
    const { version, download, note } = await consume(consumer, packed.tarball);
    t.diagnostic(`${version} ${download ?? ""} ${note}`);
  });
}
