// Brings a machine to where the project can be built: packages, a Rust for the web, the bindgen CLI.
import fs from "node:fs";
import { at } from "../lib/paths.mjs";
import { ask, run, StepError } from "../lib/run.mjs";
import { step } from "../lib/step.mjs";
import { installPackages } from "./packages.mjs";
import { announce } from "../lib/announce.mjs";
import { findToolchain } from "../wasm/toolchain.mjs";
import { bindgenStep, installBindgen } from "../wasm/tools.mjs";

/** @returns {Promise<import("../wasm/toolchain.mjs").Toolchain>} */
export async function setup() {
  checkNode();
  await step("npm packages", installNpm, {
    inputs: ["package-lock.json"],
    outputs: ["node_modules/.package-lock.json"],
  });
  await step("linker", installLinker);
  const toolchain = await step("Rust for the web", findToolchain);
  await step("wasm-bindgen", installBindgen, bindgenStep());
  return toolchain;
}

const linker = {
  purpose: "a C compiler",
  apt: ["gcc", "libc6-dev"],
  dnf: ["gcc"],
};

/**
 * Rust links what runs on this machine (macros, build scripts, native tests) with the C compiler; on
 * Windows it finds the linker of Visual Studio by itself, and says what to install where there is none.
 */
async function installLinker() {
  if (process.platform === "win32" || ask("cc", ["--version"])) return;
  if (process.platform !== "darwin") return installPackages(linker);
  throw new StepError("there is no C compiler", { remedy: "xcode-select --install" });
}

function checkNode() {
  const [major] = process.versions.node.split(".").map(Number);
  if (major >= 20) return;
  throw new StepError(`node is ${process.version}, and at least 20 is needed`, {
    remedy: "install Node 20 from https://nodejs.org",
  });
}

/** The lockfile that npm leaves in node_modules tells what is installed. */
async function installNpm() {
  if (matchesLock()) return;
  announce("the packages of package-lock.json", ["npm", "ci"]);
  await run("npm", ["ci", "--no-audit", "--no-fund"], { remedy: "npm ci" });
}

function matchesLock() {
  const installed = at("node_modules", ".package-lock.json");
  if (!fs.existsSync(installed)) return false;
  const wanted = packagesOf(at("package-lock.json"));
  const present = packagesOf(installed);
  return [...wanted].every(([name, entry]) => entry.optional || isSame(present.get(name), entry));
}

const isSame = (one, other) => one?.version === other.version;

function packagesOf(file) {
  const { packages } = JSON.parse(fs.readFileSync(file, "utf8"));
  return new Map(Object.entries(packages).filter(([name]) => name !== ""));
}
