// What writes the bindings, and what runs tests in wasm: wasm-bindgen's, in the version of Cargo.lock.
import fs from "node:fs";
import { announce } from "../lib/announce.mjs";
import { at } from "../lib/paths.mjs";
import { ask, run, StepError } from "../lib/run.mjs";

const exe = process.platform === "win32" ? ".exe" : "";
const crate = "scripts/wasm/bindgen";
const built = `target/tools/debug/bindgen${exe}`;

/** Takes a target, a kind, a file, a folder and a name: see the crate. */
export const bindgen = at(built);
export const testRunner = at("target", "tools", "bin", `wasm-bindgen-test-runner${exe}`);

/** When `installBindgen` has to be done again. */
export const bindgenStep = () => ({
  inputs: [crate],
  key: bindgenVersion(),
  outputs: [built],
});

/** Compiles as much of wasm-bindgen's CLI as the build needs, which is a fifth of it. */
export async function installBindgen() {
  checkVersion();
  const manifest = ["--manifest-path", at(crate, "Cargo.toml")];
  const args = ["build", "--locked", ...manifest, "--target-dir", at("target", "tools")];
  announce(`wasm-bindgen ${bindgenVersion()}`, ["cargo", ...args]);
  await run("cargo", args, { env: { ...process.env, RUSTFLAGS: "" } });
}

function checkVersion() {
  const wanted = bindgenVersion();
  const text = fs.readFileSync(at(crate, "Cargo.toml"), "utf8");
  if (text.includes(`wasm-bindgen-cli-support = "=${wanted}"`)) return;
  throw new StepError(`Cargo.lock has wasm-bindgen ${wanted}, and ${crate} another version`, {
    remedy: `write ${wanted} into ${crate}/Cargo.toml, then cargo update --manifest-path ${crate}/Cargo.toml`,
  });
}

/** What only the tests need. It is compiled to be there soon, not to be fast. */
export async function installTestRunner() {
  const version = bindgenVersion();
  if (ask(testRunner, ["--version"]).endsWith(` ${version}`)) return;
  const which = ["wasm-bindgen-cli", "--version", version, "--bin", "wasm-bindgen-test-runner"];
  const args = ["install", ...which, "--debug", "--root", at("target", "tools")];
  const env = { ...process.env, RUSTFLAGS: "", CARGO_PROFILE_DEV_DEBUG: "0" };
  announce(`the test runner of wasm-bindgen ${version}`, ["cargo", ...args]);
  // The versions that it was released with, where the registry still has them all.
  await run("cargo", [...args, "--locked"], { env }).catch(() => run("cargo", args, { env }));
}

/** @returns {string} */
export function bindgenVersion() {
  const lock = at("Cargo.lock");
  const text = fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : "";
  const version = /name = "wasm-bindgen"\r?\nversion = "([^"]+)"/.exec(text)?.[1];
  if (version) return version;
  throw new StepError("Cargo.lock names no wasm-bindgen", { remedy: "cargo generate-lockfile" });
}
