// The packed package itself: what publint and "are the types wrong" say of it, and what is in it.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";

const unlisted = ["--exclude-entrypoints", "./openai_wasm_bg.wasm"];

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, tarball }) {
  await execute("publint", ["run", tarball, "--strict"]);
  await execute("attw", [tarball, "--profile", "node16", ...unlisted]);
  const names = readdirSync(file("node_modules/openai-wasm"));
  assert.deepEqual(
    names.filter((name) => name.endsWith(".map")),
    [],
    "source maps",
  );
  return { note: "clean" };
}
