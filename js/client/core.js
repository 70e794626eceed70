// What a client is made of, and what of it goes into a call.

import { Client } from "#glue";
import { encodeArguments } from "../boundary/wire.js";
import { encodeOptions } from "../encode/options.js";
import { logOf, withLog } from "./log.js";
import { environment, encodeEnvironment, isBrowser } from "../encode/environment.js";

/**
 * The half of a client in wasm, what JavaScript holds for it, how it logs, and the fields in which its
 * calls name what exists in one organization only (`null` where that does not matter).
 * @typedef {object} Parts
 * @property {any} core
 * @property {Record<string, any>} jsOptions
 * @property {import("./log.js").Log} log
 * @property {string | null} idFields separated by spaces
 */

/** @type {import("../encode/options.js").Encoded} */
const NOTHING = { text: "", jsOptions: {} };

/**
 * Those of a new client.
 * @param {any} options an API key, or options
 * @returns {Parts}
 */
export function newParts(options) {
  const log = logOf(options, {}, environment("OPENAI_LOG"));
  const given = typeof options === "string" ? { apiKey: options } : options;
  const { text, jsOptions } = encodeOptions(withLog(given === undefined ? {} : given, log));
  return partsOf(new Client(encodeEnvironment(), text, isBrowser()), jsOptions, log);
}

/**
 * Those of a client that differs in some options.
 * @param {Parts} parts
 * @param {any} options
 * @returns {Parts}
 */
export function changedParts({ core, jsOptions, log: earlier }, options) {
  const log = logOf(options, earlier);
  const changed = encodeOptions(withLog(options, log) ?? {});
  return partsOf(core.withOptions(changed.text), { ...jsOptions, ...changed.jsOptions }, log);
}

/**
 * @param {any} core
 * @param {Record<string, any>} jsOptions
 * @param {import("./log.js").Log} log
 * @returns {Parts}
 */
function partsOf(core, jsOptions, log) {
  // Asked once: no setter changes how calls are routed.
  return { core, jsOptions, log, idFields: core.get("idFields") };
}

/**
 * Sets an option for later calls.
 * @param {Parts} parts
 * @param {string} name
 * @param {any} value
 */
export function setOption(parts, name, value) {
  const { text, jsOptions } = encodeOptions({ [name]: value });
  parts.core.set(text);
  // Calls that were made keep those from before.
  parts.jsOptions = { ...parts.jsOptions, ...jsOptions };
}

/**
 * A call with the state of its client at this moment.
 * @param {Parts} parts
 * @param {number} index of its line in the catalogue; 0: it has none
 * @param {import("../encode/arguments.js").Prepared} prepared
 * @param {any} options
 * @returns {import("../call/fetch.js").Sending}
 */
export function sending({ core, jsOptions }, index, { args, body, form }, options) {
  const own = options ? encodeOptions(options) : NOTHING;
  const call = core.call(index, encodeArguments(args), own.text);
  return { call, body, form, jsOptions, own: own.jsOptions };
}
