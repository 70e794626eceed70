// The wasm-bindgen CLI in exactly the version of Cargo.lock, and wasm-opt.
import fs from "node:fs";
import { nameByCode } from "../shrink/sort-functions.mjs";
import { at, bin } from "../lib/paths.mjs";
import { ask, run, StepError } from "../lib/run.mjs";

const folder = ["target", "tools"];
export const bindgen = at(...folder, "bin", "wasm-bindgen");
export const testRunner = at(...folder, "bin", "wasm-bindgen-test-runner");

// Named one by one: `--all-features` writes modules that no engine loads.
const features = [
  "bulk-memory",
  "bulk-memory-opt",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
];

/** Installs the wasm-bindgen CLI unless the version that Cargo.lock asks for is there. */
export async function installBindgen() {
  const version = bindgenVersion();
  if (ask(bindgen, ["--version"]) === `wasm-bindgen ${version}`) return;
  const args = ["install", "wasm-bindgen-cli", "--version", version, "--root", at(...folder)];
  const env = { ...process.env, RUSTFLAGS: "" };
  // The versions that the CLI was released with, where the registry still has them all.
  await run("cargo", [...args, "--locked"], { env }).catch(() => run("cargo", args, { env }));
}

/** @returns {string} */
export function bindgenVersion() {
  const lock = at("Cargo.lock");
  const text = fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : "";
  const version = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(text)?.[1];
  if (version) return version;
  throw new StepError("Cargo.lock names no wasm-bindgen", { remedy: "cargo generate-lockfile" });
}

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

/** @param {string} from @param {string} to @param {string[]} [flags] */
export async function optimize(from, to, flags = smallest) {
  const known = features.map((name) => `--enable-${name}`);
  await run(bin("wasm-opt"), [...flags, ...known, from, "-o", to]);
  fs.writeFileSync(to, nameByCode(fs.readFileSync(to)));
  const sorting = ["--reorder-functions-by-name", "--optimize-stack-ir"];
  await run(bin("wasm-opt"), [...sorting, ...known, to, "-o", to]);
}
