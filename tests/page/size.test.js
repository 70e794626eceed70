// What a visitor downloads of the page itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { bundle, bundles } from "../../scripts/bundle.mjs";
import { at } from "../../scripts/paths.mjs";

const sizeOf = (text) => gzipSync(text, { level: 9 }).length;

// The client has a budget of its own; both together are to stay near 60 KB without the wasm.
const most = 48 * 1024;

test("the page with its libraries stays small", async () => {
  const texts = await Promise.all(bundles.map(async (name) => (await bundle(name)).text));
  const sizes = [...texts, readFileSync(at("www/index.html"))].map(sizeOf);
  const total = sizes.reduce((sum, size) => sum + size);
  assert.ok(total < most, `${total} bytes: ${sizes.join(" + ")}`);
});
