// Finds or installs a Rust that compiles for wasm32-unknown-unknown.
import fs from "node:fs";
import path from "node:path";
import { announce } from "../lib/announce.mjs";
import { installPackages } from "../machine/packages.mjs";
import { at } from "../lib/paths.mjs";
import { which } from "../lib/program.mjs";
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
const debianPackages = {
  purpose: "a Rust that compiles for the web",
  apt: "rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy".split(" "),
  dnf: ["rustup"],
  brew: ["rustup"],
  winget: ["Rustlang.Rustup"],
};
// The first release that knows `-Cpanic=immediate-abort`.
const oldest = 92;

/**
 * What is there, else what rustup can add, else Debian's packages.
 * @returns {Promise<Toolchain>}
 */
export async function findToolchain() {
  const complete = () => withSource() ?? usable(debian());
  const found = complete() ?? (await addedSource()) ?? withTarget() ?? (await addedTarget());
  if (found) return found;
  await installPackages(debianPackages);
  return (await linked(debian())) ?? fail();
}

async function addedSource() {
  if (fromPath().version < oldest) return undefined;
  await add("the source of the standard library", ["component", "add", "rust-src"]);
  return withSource();
}

async function addedTarget() {
  await add("the standard library for the web", ["target", "add", target]);
  return withTarget();
}

/** Where rustup is missing or may not download, another Rust may do. */
async function add(what, args) {
  if (!which("rustup")) return;
  announce(what, ["rustup", ...args]);
  await run("rustup", args, { timeout: 300_000 }).catch(({ message }) => console.log(message));
}

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
  if (linker) {
    await installPackages({ purpose: "the linker of wasm modules", apt: [path.basename(linker)] });
  }
  return usable(rust);
}

function shape(name, { cargo, env, text }) {
  return {
    note: `${name}, ${text.replace(/ \(.*/, "")}`,
    cargo,
    env: { ...env, CARGO_TARGET_DIR: targetDir },
  };
}
