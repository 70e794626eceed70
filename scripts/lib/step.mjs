// Names a step and its time as it goes, and skips a step whose inputs have not changed.
import fs from "node:fs";
import path from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { at } from "./paths.mjs";
import { StepError } from "./run.mjs";

/**
 * Runs a named step. With `inputs`, the step is skipped when the contents of those files and folders
 * are what they were when it last succeeded, and its `outputs` are still there.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} action
 * @param {{inputs?: string[], key?: string, outputs?: string[]}} [unless]
 * @returns {Promise<T | undefined>}
 */
export async function step(name, action, { inputs, key = "", outputs = [] } = {}) {
  const begun = performance.now();
  const mark = inputs && key + fingerprint(inputs);
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  process.stdout.write(`${name} … `);
  if (mark && readStamp(name) === mark && outputs.every((file) => fs.existsSync(at(file)))) {
    console.log(`${seconds()}, unchanged`);
    return undefined;
  }
  try {
    const result = await action();
    if (mark) writeStamp(name, mark);
    console.log(`${noteOf(result)}${seconds()}`);
    return result;
  } catch (error) {
    console.log(`failed after ${seconds()}`);
    throw error;
  }
}

/** What a step found out, where its result has a `note`. */
const noteOf = (result) => (result?.note ? `${result.note}, ` : "");

const stampOf = (name) => at("target", "stamps", name.replaceAll(/\W+/g, "-"));

function readStamp(name) {
  const file = stampOf(name);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function writeStamp(name, mark) {
  fs.mkdirSync(path.dirname(stampOf(name)), { recursive: true });
  fs.writeFileSync(stampOf(name), mark);
}

/**
 * Says on stderr what failed, what it printed, and which command a person could run instead.
 * @param {unknown} error
 */
export function explain(error) {
  if (!(error instanceof StepError)) return console.error(error);
  if (error.output) console.error(error.output.trimEnd());
  console.error(`failed: ${error.message}`);
  if (error.remedy) console.error(`to do it by hand: ${error.remedy}`);
}
