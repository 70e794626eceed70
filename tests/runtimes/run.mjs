// Runs the consumers one after the other: `npm run test:runtimes -- [--quick] [--only name]`.
import { parseArgs } from "node:util";
import { consumers } from "./consumers.mjs";
import { consume } from "./consume.mjs";
import { packPackage } from "./packed.mjs";

async function main() {
  const { tarball, remove } = await packPackage();
  let failed = 0;
  const list = chosen();
  try {
    for (const consumer of list) failed += (await report(consumer, tarball)) ? 0 : 1;
  } finally {
    remove();
  }
  console.log(`${list.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function chosen() {
  const options = { only: { type: "string", multiple: true }, quick: { type: "boolean" } };
  const { only, quick } = parseArgs({ options: /** @type {any} */ (options) }).values;
  const list = consumers.filter(({ name, isQuick }) =>
    only ? only.includes(name) : isQuick || !quick,
  );
  if (list.length > 0) return list;
  throw new Error(`no consumer is named ${only}: ${consumers.map(({ name }) => name).join(", ")}`);
}

async function report(consumer, tarball) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`.padStart(7);
  try {
    const { version, download, note } = await consume(consumer, tarball);
    const size = download ? `${(download / 1000).toFixed(1)} KB gzip` : "";
    const cells = [
      `${consumer.title} ${version}`.padEnd(26),
      "passed",
      seconds(),
      size.padEnd(13),
      note,
    ];
    console.log(cells.join("  ").trimEnd());
    return true;
  } catch (error) {
    console.log(`${consumer.title.padEnd(26)}  failed  ${seconds()}`);
    console.log(String(error instanceof Error ? error.stack : error).replaceAll(/^/gm, "    "));
    return false;
  }
}

await main();
