// Where the client runs, and what the environment says there.

import { encodeField } from "../boundary/wire.js";

export const VARIABLES = [
  "OPENAI_API_KEY",
  "OPENAI_ADMIN_KEY",
  "OPENAI_BASE_URL",
  "OPENAI_CUSTOM_HEADERS",
  "OPENAI_WEBHOOK_SECRET",
  "OPENAI_ORG_ID",
  "OPENAI_PROJECT_ID",
];

/** The variables of the environment that are options, as Rust reads them. */
export function encodeEnvironment() {
  return VARIABLES.map((name) => {
    const value = environment(name);
    return value === undefined ? "" : encodeField(name, "string", [value]);
  }).join("");
}

/** @param {string} name @returns {any} */
let lookUp = (name) => {
  const { process, Deno } = /** @type {any} */ (globalThis);
  return process?.env?.[name] ?? Deno?.env?.get?.(name);
};

/**
 * For an entry that knows where its runtime has the variables.
 * @param {(name: string) => unknown} look
 */
export function lookUpWith(look) {
  lookUp = look;
}

/**
 * An environment variable, where the runtime has any and lets them be read.
 * @param {string} name
 * @returns {string | undefined}
 */
export function environment(name) {
  try {
    return lookUp(name)?.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether a key would be handed to everybody who opens the page or its worker. */
export function isBrowser() {
  const { window, navigator, WorkerNavigator, Deno, Bun, process } = /** @type {any} */ (
    globalThis
  );
  // Workers of a server have the classes of a page's.
  const isServer = Deno || Bun || process?.versions?.node;
  const isWorker = typeof WorkerNavigator === "function" && navigator instanceof WorkerNavigator;
  return (isWorker && !isServer) || Boolean(window?.document && navigator);
}
