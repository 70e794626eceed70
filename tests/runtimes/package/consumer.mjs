// The packed package itself: what publint and "are the types wrong" say of it, and what is in it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";

const packed = "node_modules/openai-wasm";
const unlisted = ["--exclude-entrypoints", "./openai_wasm_bg.wasm"];

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, tarball }) {
  await execute("publint", ["run", tarball, "--strict"]);
  await execute("attw", [tarball, "--profile", "node16", ...unlisted]);
  const maps = readdirSync(file(packed)).filter((name) => name.endsWith(".map"));
  assert.deepEqual(maps, [], "source maps");
  const module = new WebAssembly.Module(readFileSync(file(packed, "openai_wasm_bg.wasm")));
  assert.equal(WebAssembly.Module.customSections(module, "name").length, 0, "names for debuggers");
  return { note: "clean" };
}
