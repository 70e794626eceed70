// Finds or installs a Rust that compiles for wasm32-unknown-unknown.
import fs from "node:fs";
import path from "node:path";
import { installPackages } from "../lib/apt.mjs";
import { at } from "../lib/paths.mjs";
import { ask, run, StepError } from "../lib/run.mjs";

/**
 * @typedef {object} Toolchain
 * @property {string} note what it is, in messages and stamps
 * @property {string} cargo
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} buildsStd whether the standard library can be compiled for size
 */

export const target = "wasm32-unknown-unknown";
export const targetDir = process.env.CARGO_TARGET_DIR ?? at("target");
const debianPackages = "rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy".split(" ");
// The first release that knows `-Cpanic=immediate-abort`.
const oldest = 92;

/**
 * What is there, else what rustup can add, else Debian's packages.
 * @returns {Promise<Toolchain>}
 */
export async function findToolchain() {
  const found = installed();
  if (found) return found;
  await addTarget();
  const added = installed();
  if (added) return added;
  await installPackages(debianPackages, "the standard library for wasm32");
  return (await linked(debian())) ?? fail();
}

const installed = () => withSource() ?? usable(debian()) ?? withTarget();

const addTarget = () =>
  run("rustup", ["target", "add", target], { timeout: 300_000 }).catch(() => undefined);

function fail() {
  throw new StepError(`no Rust here compiles for ${target}`, {
    remedy: `rustup target add ${target}`,
  });
}

function withSource() {
  const rust = fromPath();
  if (!rust.version || rust.version < oldest || !hasSource(rust.sysroot)) return undefined;
  if (rust.sysroot === "/usr") return usable(debian());
  return { ...shape("rustup with the library's source", rust), buildsStd: true };
}

function withTarget() {
  const rust = fromPath();
  if (!fs.existsSync(path.join(rust.sysroot, "lib/rustlib", target))) return undefined;
  return { ...shape("rustup", rust), buildsStd: false };
}

function fromPath() {
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  return { cargo: "cargo", env: { ...process.env }, sysroot, ...versionOf("rustc", process.env) };
}

/** Debian's Rust stands beside rustup's: it must not meet rustup's proxies or variables. */
function debian() {
  const env = { ...process.env, PATH: `/usr/bin:${process.env.PATH}` };
  for (const name of ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC", "RUSTC_WRAPPER"]) delete env[name];
  return { cargo: "/usr/bin/cargo", env, sysroot: "/usr", ...versionOf("/usr/bin/rustc", env) };
}

function versionOf(rustc, env) {
  const text = ask(rustc, ["-V"], env);
  return { text, version: Number(/^rustc 1\.(\d+)/.exec(text)?.[1] ?? 0) };
}

const hasSource = (sysroot) =>
  fs.existsSync(path.join(sysroot, "lib/rustlib/src/rust/library/std/Cargo.toml"));

function usable(rust) {
  const isComplete = rust.version >= oldest && hasSource(rust.sysroot) && missingLinker() === "";
  if (!isComplete || !fs.existsSync(rust.cargo)) return undefined;
  return { ...shape("Debian with the library's source", rust), buildsStd: true };
}

/** `rust-lld` of Debian is a link to a linker in a package that nothing else asks for. */
function missingLinker() {
  const link = "/usr/bin/rust-lld";
  if (fs.existsSync(link)) return "";
  return fs.lstatSync(link, { throwIfNoEntry: false }) ? fs.readlinkSync(link) : "lld";
}

async function linked(rust) {
  const linker = missingLinker();
  if (linker) await installPackages([path.basename(linker)], "the linker of wasm modules");
  return usable(rust);
}

function shape(name, { cargo, env, text }) {
  return {
    note: `${name}, ${text.replace(/ \(.*/, "")}`,
    cargo,
    env: { ...env, CARGO_TARGET_DIR: targetDir },
  };
}
