// The code that makes the same call, for people to take with them.

import { inJavaScript } from "./code/javascript.js";
import { inRust } from "./code/rust.js";
import { inShell } from "./code/shell.js";

/** Texts longer than this make no good example. */
const longest = 400;

const writers = { JavaScript: inJavaScript, Rust: inRust, curl: inShell };

/** What the code can be had in. */
export const languages = Object.keys(writers);

/**
 * @param {string} language
 * @param {import("./calls.js").Call & { setup: any }} call
 */
export function snippet(language, call) {
  const params = shortened(call.params);
  const attempts = call.attempts ?? [];
  return writers[language]({ ...call, params, attempts });
}

/** Parameters in which long texts and files are cut. */
function shortened(value) {
  if (typeof value === "string" && value.length > longest) return `${value.slice(0, longest)}…`;
  if (Array.isArray(value)) return value.map(shortened);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one)]));
}
