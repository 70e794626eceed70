// Runs wasm-opt with what makes a module small.
import fs from "node:fs";
import { run } from "../lib/run.mjs";
import { nameByCode } from "./sort-functions.mjs";

// Named one by one: `--all-features` writes modules that no engine loads.
export const features = [
  "bulk-memory",
  "bulk-memory-opt",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
].map((name) => `--enable-${name}`);

// Inlining and sharing what is computed twice save bytes of the module, and cost more of what is
// downloaded: gzip knows repetition.
const smallest = [
  "-Oz",
  "--converge",
  "--one-caller-inline-max-function-size=20",
  "--always-inline-max-function-size=1",
  "--skip-pass=local-cse",
  "--gufa-optimizing",
  "--strip-target-features",
  // The stack lies there, and ends long before.
  "--low-memory-unused",
];

/** For a module that travels as it is. */
export const small = ["-Oz", "--converge", "--strip-target-features", "--strip-producers"];

/** @param {string} wasm a module, which is written anew @param {string[]} [flags] */
export async function optimize(wasm, flags = smallest) {
  await run("wasm-opt", [...flags, ...features, wasm, "-o", wasm]);
}

/** @param {string} wasm a module, which is written anew with its functions in another order */
export async function sortFunctions(wasm) {
  fs.writeFileSync(wasm, nameByCode(fs.readFileSync(wasm)));
  const flags = ["--reorder-functions-by-name", "--optimize-stack-ir", "--strip-debug"];
  await run("wasm-opt", [...flags, ...features, wasm, "-o", wasm]);
}
