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

/** Files that an app loads when it calls the first of what is in them. */
const lazy = ["./helpers.js", "./assistants.js", "./agents.js"];

/** @param {string[]} [external] what is left to be loaded */
const ours = (external = lazy) =>
  bundled('export { OpenAIClient } from "openai-wasm"', {
    alias: { "openai-wasm": at("pkg", "index.js") },
    external,
  });

/** @param {string} name of a file of the package */
const fileOf = (name) => measure(fs.readFileSync(at("pkg", name)));

const theirs = () => bundled('export { OpenAI } from "openai"');

// A part is bundled with the others left out; compressed alone, parts add up to more than the whole.
const face = () =>
  bundled('export * from "./js/index.js"', {
    external: ["#glue", "#helpers", "#assistants", "#agents"],
  });

const glue = () => bundled(`export * from "./${folder}/glue.js"`, { external: ["./snippets/*"] });

async function main() {
  await build(await setup());
  const whole = measure(await ours());
  const peer = measure(await theirs());
  const module = measure(fs.readFileSync(at(folder, "payload.js")));
  print([
    ["openai-wasm, loaded first", whole],
    ["  module, inlined", module],
    ["  glue", measure(await glue())],
    ["  face", measure(await face())],
    ["parse, stream, runTools", fileOf("helpers.js")],
    ["streams of assistants", fileOf("assistants.js")],
    ["agents", fileOf("agents.js")],
    ["partial JSON alone", fileOf("partial-json.js")],
    ["all in one file", measure(await ours([]))],
    ["openai from npm", peer],
  ]);
  const ratio = (kind) => `${((100 * whole[kind]) / peer[kind]).toFixed(0)} % ${kind}`;
  console.log(
    `\nwhat is loaded first, in % of openai: ${["raw", "gzip", "brotli"].map(ratio).join(", ")}`,
  );
}

function print(rows) {
  console.log("\n| bytes                     |     raw |    gzip |  brotli |");
  console.log("| ------------------------- | ------: | ------: | ------: |");
  for (const [name, { raw, gzip, brotli }] of rows) {
    const cells = [raw, gzip, brotli].map((count) => String(count).padStart(7));
    console.log(`| ${name.padEnd(25)} | ${cells.join(" | ")} |`);
  }
}

runMain(main);
