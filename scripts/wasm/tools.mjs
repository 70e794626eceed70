// The wasm-bindgen CLI in exactly the version of Cargo.lock.
import fs from "node:fs";
import { at } from "../lib/paths.mjs";
import { ask, run, StepError } from "../lib/run.mjs";

const folder = ["target", "tools"];
export const bindgen = at(...folder, "bin", "wasm-bindgen");
export const testRunner = at(...folder, "bin", "wasm-bindgen-test-runner");

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
