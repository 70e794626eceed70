// Runs checks and tests one after the other, counts what passed, and names what failed.
import fs from "node:fs";
import { countOf } from "./count-results.mjs";
import path from "node:path";
import { root } from "../lib/paths.mjs";
import { explain, step } from "../lib/step.mjs";

/**
 * @typedef {{passed: number, failed: number, skipped: string[], broken: string[]}} Outcome
 */

/**
 * @param {import("./checks.mjs").Check[]} parts
 * @param {import("../wasm/toolchain.mjs").Toolchain} toolchain
 * @returns {Promise<Outcome>}
 */
export async function runAll(parts, toolchain) {
  const outcome = { passed: 0, failed: 0, skipped: [], broken: [] };
  for (const part of parts) await runOne(part, toolchain, outcome);
  return outcome;
}

async function runOne({ name, needs, action, hasSteps }, toolchain, outcome) {
  if (!isThere(needs)) {
    console.log(`${name} … skipped: no ${needs}`);
    outcome.skipped.push(name);
    return;
  }
  try {
    const act = async () => asCount(await action(toolchain));
    const found = await (hasSteps ? act() : step(name, act));
    outcome.passed += found.passed;
  } catch (error) {
    explain(error);
    fail(outcome, name, countOf(error.output ?? ""));
  }
}

function fail(outcome, name, { passed, failed }) {
  outcome.passed += passed;
  // A part that ends before its first test has failed all the same.
  outcome.failed += failed || 1;
  outcome.broken.push(name);
}

/** The tests that a part ran; a check without tests counts as one. */
function asCount(output) {
  const { passed } = countOf(typeof output === "string" ? output : "");
  return passed === 0 ? { passed: 1, note: "" } : { passed, note: `${passed} passed` };
}

/** A file of the repository or, with its whole path, of the machine; or a folder with something in it. */
function isThere(name) {
  const file = path.resolve(root, name);
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return Boolean(stat);
  return fs.readdirSync(file).length > 0;
}

/**
 * Prints the last line and sets the exit code.
 * @param {Outcome} outcome
 */
export function finish({ passed, failed, skipped, broken }) {
  if (skipped.length > 0) console.log(`skipped: ${skipped.join(", ")}`);
  if (broken.length > 0) console.log(`failed: ${broken.join(", ")}`);
  console.log(`all checks and tests: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
