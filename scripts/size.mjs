// Prints what an app downloads, raw and compressed, beside the same figures of `openai` from npm.
import fs from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { bundled } from "./lib/bundle-text.mjs";
import { at } from "./lib/paths.mjs";
import { runMain } from "./lib/main.mjs";
import { setup } from "./machine/setup.mjs";

const folder = "target/package/release";

/** @param {Uint8Array} bytes */
const measure = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes).length,
});

const ours = () =>
  bundled('export { OpenAIClient } from "openai-wasm"', {
    alias: { "openai-wasm": at("pkg", "index.js") },
  });

const theirs = () => bundled('export { OpenAI } from "openai"');

// A part is bundled with the others left out; compressed alone, parts add up to more than the whole.
const face = () => bundled('export * from "./js/index.js"', { external: ["#glue"] });

const glue = () => bundled(`export * from "./${folder}/glue.js"`, { external: ["./snippets/*"] });

async function main() {
  await build(await setup());
  const whole = measure(await ours());
  const peer = measure(await theirs());
  const module = measure(fs.readFileSync(at(folder, "payload.js")));
  print([
    ["openai-wasm, all of it", whole],
    ["  module, inlined", module],
    ["  glue", measure(await glue())],
    ["  face", measure(await face())],
    ["openai from npm", peer],
  ]);
  const ratio = (kind) => `${((100 * whole[kind]) / peer[kind]).toFixed(0)} % ${kind}`;
  console.log(`\nopenai-wasm in % of openai: ${["raw", "gzip", "brotli"].map(ratio).join(", ")}`);
}

function print(rows) {
  console.log("\n| bytes                   |     raw |    gzip |  brotli |");
  console.log("| ----------------------- | ------: | ------: | ------: |");
  for (const [name, { raw, gzip, brotli }] of rows) {
    const cells = [raw, gzip, brotli].map((count) => String(count).padStart(7));
    console.log(`| ${name.padEnd(23)} | ${cells.join(" | ")} |`);
  }
}

runMain(main);
