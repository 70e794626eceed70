// The code that makes the same call, for people to take with them.

import { inJavaScript } from "./code/javascript.js";
import { inRust } from "./code/rust.js";
import { inShell } from "./code/shell.js";

const writers = { JavaScript: inJavaScript, Rust: inRust, curl: inShell };

/** What the code can be had in. */
export const languages = Object.keys(writers);

/**
 * @param {string} language
 * @param {import("./calls.js").Call & { setup: any }} call
 */
export function snippet(language, call) {
  const { params, setup } = call;
  return writers[language]({ ...call, params, setup, attempts: call.attempts ?? [] });
}

/**
 * What has to be known before the code can be run; empty where it runs as it is.
 * @param {{ setup: any }} call
 */
export function noteFor({ setup }) {
  if (setup.isInside) {
    return "The simulator runs inside of this page, so its address exists nowhere else: start one with npm start, or put another base URL and your key in.";
  }
  if (setup.publicKey)
    return "The simulator answers it as long as npm start runs; its key is no secret.";
  return "The key is read from the environment: OPENAI_API_KEY.";
}
