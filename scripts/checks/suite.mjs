// Runs checks and tests one after the other, and names what failed and what was skipped.
import fs from "node:fs";
import path from "node:path";
import { root } from "../lib/paths.mjs";
import { MissingError } from "../lib/run.mjs";
import { explain, step } from "../lib/step.mjs";

/**
 * @typedef {{passed: string[], failed: string[], skipped: string[]}} Outcome the names of parts
 */

/**
 * @param {import("./checks.mjs").Check[]} parts
 * @param {import("../wasm/toolchain.mjs").Toolchain} toolchain
 * @returns {Promise<Outcome>}
 */
export async function runAll(parts, toolchain) {
  /** @type {Outcome} */
  const outcome = { passed: [], failed: [], skipped: [] };
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
    await (hasSteps ? action(toolchain) : step(name, () => action(toolchain)));
    outcome.passed.push(name);
  } catch (error) {
    explain(error);
    outcome[isSkipped(error) ? "skipped" : "failed"].push(name);
  }
}

/** CI has what it needs: what is missing there has failed. */
const isSkipped = (error) => error instanceof MissingError && !process.env.CI;

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
export function finish({ passed, failed, skipped }) {
  if (skipped.length > 0) console.log(`skipped: ${skipped.join(", ")}`);
  if (failed.length > 0) console.log(`failed: ${failed.join(", ")}`);
  const counts = [`${passed.length} passed`, `${failed.length} failed`];
  console.log([...counts, ...(skipped.length > 0 ? [`${skipped.length} skipped`] : [])].join(", "));
  process.exitCode = failed.length === 0 ? 0 : 1;
}
