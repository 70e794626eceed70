// Builds a program in Rust that depends on the packed crate, and checks what it was answered.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forWeb } from "../../../scripts/wasm/cargo-args.mjs";
import { at } from "../../../scripts/lib/paths.mjs";
import { step } from "../../../scripts/lib/step.mjs";
import { findToolchain, target, targetDir } from "../../../scripts/wasm/toolchain.mjs";
import { optimize, sortFunctions } from "../../../scripts/shrink/optimize.mjs";
import { bindgen, bindgenStep, installBindgen } from "../../../scripts/wasm/tools.mjs";
import { askedOf, wanted } from "../asked.mjs";

/**
 * @param {string} name of the folder
 */
export async function buildProgram(name) {
  const toolchain = await findToolchain();
  await step("wasm-bindgen", installBindgen, bindgenStep());
  const root = mkdtempSync(join(tmpdir(), `${name}-`));
  const folder = join(root, name);
  const { args, env } = forWeb(toolchain, { release: true, features: [] });
  const cargo = (...words) =>
    execFileSync(toolchain.cargo, words, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  for (const from of ["rust-app", name]) {
    cpSync(at("tests", "runtimes", from), join(root, from), { recursive: true });
  }
  // The versions that the repository is built with, wasm-bindgen's above all.
  cpSync(at("Cargo.lock"), join(folder, "Cargo.lock"));
  const patch = `patch.crates-io.openai-wasm.path="${unpackCrate(toolchain, folder)}"`;
  cargo("build", ...args, "--config", patch);
  const out = join(folder, "program");
  const from = join(targetDir, target, "release", `${name.replace("-", "_")}.wasm`);
  execFileSync(bindgen, ["web", "release", from, out, "program"]);
  const wasm = join(out, "program_bg.wasm");
  await optimize(wasm);
  await sortFunctions(wasm);
  return { folder: out, wasm, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The crate as a registry would have it: only what `include` names. */
function unpackCrate({ cargo, env }, folder) {
  const place = join(folder, "packed");
  const words = ["package", "--no-verify", "--allow-dirty", "--quiet", "--target-dir", place];
  execFileSync(cargo, words, { cwd: at(), env, stdio: ["ignore", "ignore", "pipe"] });
  const crate = join(folder, "crate");
  mkdirSync(crate);
  execFileSync("tar", ["xzf", packedIn(place), "--strip-components=1", "-C", crate]);
  return crate;
}

function packedIn(place) {
  const packed = join(place, "package");
  const name = readdirSync(packed).find((file) => file.endsWith(".crate"));
  return join(packed, name);
}

/** All calls came, each for its organization, and were answered as the program says. */
export function accept({ answer, streamed, refused }, journal) {
  assert.match(answer, /Dodgers/);
  assert.match(streamed, /Dodgers/);
  assert.equal(refused.kind, "invalid_organization");
  assert.equal(refused.status, 401);
  assert.match(refused.remedy, /org-stranger/);
  const asked = askedOf(journal);
  assert.deepEqual(asked.slice(0, 2), wanted);
  assert.deepEqual([asked.length, asked[2]?.[1]], [3, 401]);
}
