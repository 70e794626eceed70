// What a visitor downloads besides the wasm.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundle, bundles } from "../../scripts/bundle.mjs";
import { at } from "../../scripts/paths.mjs";

const sizeOf = (text) => gzipSync(text, { level: 9 }).length;

/** The client without the wasm that its entries carry or load. */
async function clientSize() {
  const entryPoints = [at("pkg/web.js")];
  const options = { bundle: true, minify: true, format: "esm", external: ["*.wasm"], write: false };
  const { outputFiles } = await build({ entryPoints, ...options });
  return sizeOf(outputFiles[0].text);
}

test("the page and the client without its wasm stay below 60 KB", async () => {
  const texts = await Promise.all(bundles.map(async (name) => (await bundle(name)).text));
  const sizes = [...texts, readFileSync(at("www/index.html"))].map(sizeOf);
  const total = sizes.reduce((sum, size) => sum + size, await clientSize());
  assert.ok(total < 60 * 1024, `${total} bytes: ${sizes.join(" + ")} and the client`);
});
