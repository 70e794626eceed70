// Prints what each trick saves of an app: `node scripts/shrink/measure.mjs`, after `npm run build`.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundled } from "../lib/bundle-text.mjs";
import { runMain } from "../lib/main.mjs";
import { at } from "../lib/paths.mjs";
import { linkTo } from "../package/pack.mjs";
import { shrink, tricks } from "./index.mjs";

const app = 'export { OpenAIClient } from "./js/entry/inline.js"';

/** @param {string[]} without */
async function sizeOf(without) {
  const folder = "target/package/measured";
  await shrink(at("target/bindgen/release"), at(folder), { without });
  const bytes = await bundled(app, { plugins: [linkTo(folder)] });
  return { gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

const signed = (count) => `${count < 0 ? "" : "+"}${count}`.padStart(7);

async function main() {
  const all = await sizeOf([]);
  console.log(`all of them: ${all.gzip} gzip, ${all.brotli} brotli\n`);
  console.log("| left out  |    gzip |  brotli |\n| --------- | ------: | ------: |");
  for (const [name, without] of [...tricks.map((trick) => [trick, [trick]]), ["all", tricks]]) {
    const { gzip, brotli } = await sizeOf(/** @type {string[]} */ (without));
    const more = [gzip - all.gzip, brotli - all.brotli].map(signed);
    console.log(`| ${String(name).padEnd(9)} | ${more.join(" | ")} |`);
  }
}

runMain(main);
