// Runs test files with node, and says how many tests there were.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { filesUnder } from "../lib/fingerprint.mjs";
import { at } from "../lib/paths.mjs";
import { run, StepError } from "../lib/run.mjs";

const tally = pathToFileURL(at("scripts", "checks", "tally.mjs")).href;

/** @param {string} folder */
export const testsIn = (folder) => filesUnder(folder).filter((file) => file.endsWith(".test.js"));

/**
 * Runs test files to their end. They have all the time they need, but for one that hangs.
 * @param {string[]} files
 * @param {{variables?: NodeJS.ProcessEnv, flags?: string[], remedy?: string}} [options]
 * @returns {Promise<{passed: number, skipped: number, note: string}>}
 */
export async function runTests(files, { variables = {}, flags = [], remedy = "" } = {}) {
  if (files.length === 0) throw new StepError("there are no tests to run");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tally-"));
  const counts = path.join(folder, "counts.json");
  const reporters = { spec: "stdout", [tally]: counts };
  const reports = Object.entries(reporters).flatMap(([name, to]) => [
    `--test-reporter=${name}`,
    `--test-reporter-destination=${to}`,
  ]);
  try {
    // A forced exit would lose the reports of tests that end just before it.
    const args = ["--test", "--test-timeout=900000", ...reports, ...flags, ...files];
    await run("node", args, { env: { ...process.env, ...variables }, remedy });
    return noted(JSON.parse(fs.readFileSync(counts, "utf8")));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function noted({ passed, skipped }) {
  if (passed === 0) throw new StepError("no test was run");
  return { passed, skipped, note: `${passed} passed${skipped ? `, ${skipped} left out` : ""}` };
}
