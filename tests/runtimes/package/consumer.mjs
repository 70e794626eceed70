// The packed package itself: what publint and "are the types wrong" say of it, and what is in it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { integrityOf } from "../files.mjs";

const packed = "node_modules/openai-wasm";
const unlisted = ["--exclude-entrypoints", "./openai_wasm_bg.wasm"];

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, tarball }) {
  await execute("publint", ["run", tarball, "--strict"]);
  await execute("attw", [tarball, "--profile", "node16", ...unlisted]);
  const maps = readdirSync(file(packed)).filter((name) => name.endsWith(".map"));
  assert.deepEqual(maps, [], "source maps");
  const wasm = file(packed, "openai_wasm_bg.wasm");
  const module = new WebAssembly.Module(readFileSync(wasm));
  assert.equal(WebAssembly.Module.customSections(module, "name").length, 0, "names for debuggers");
  const hashes = readFileSync(file(packed, "README.md"), "utf8").match(/sha384-[^"'\s`]+/g) ?? [];
  for (const hash of hashes) assert.equal(hash, integrityOf(wasm), "README.md");
  return { note: "clean" };
}
