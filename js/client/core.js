// What a client is made of, and what of it goes into a call.

import { Client } from "#glue";
import { fieldsOf } from "../encode/options.js";
import { logOf, withLog } from "./log.js";
import { environment, environmentFields, isBrowser } from "../encode/environment.js";

/**
 * The half of a client in wasm, what JavaScript holds for it, how it logs, and the fields in which its
 * calls name what exists in one organization only (`null` where that does not matter).
 * @typedef {object} Parts
 * @property {any} core
 * @property {Record<string, any>} held
 * @property {import("./log.js").Log} log
 * @property {string | null} idFields separated by spaces
 */

/** @type {import("../encode/options.js").Told} */
const NOTHING = { text: "", held: {} };

/**
 * Those of a new client.
 * @param {any} options an API key, or options
 * @returns {Parts}
 */
export function newParts(options) {
  const log = logOf(options, {}, environment("OPENAI_LOG"));
  const given = typeof options === "string" ? { apiKey: options } : options;
  const { text, held } = fieldsOf(withLog(given === undefined ? {} : given, log));
  return partsOf(new Client(environmentFields(), text, isBrowser()), held, log);
}

/**
 * Those of a client that differs in some options.
 * @param {Parts} parts
 * @param {any} options
 * @returns {Parts}
 */
export function changedParts({ core, held, log: earlier }, options) {
  const log = logOf(options, earlier);
  const told = fieldsOf(withLog(options, log) ?? {});
  return partsOf(core.withOptions(told.text), { ...held, ...told.held }, log);
}

/**
 * @param {any} core
 * @param {Record<string, any>} held
 * @param {import("./log.js").Log} log
 * @returns {Parts}
 */
function partsOf(core, held, log) {
  // Asked once: no setter changes how calls are routed.
  return { core, held, log, idFields: core.get("idFields") };
}

/**
 * Sets an option for later calls.
 * @param {Parts} parts
 * @param {string} name
 * @param {any} value
 */
export function setOption(parts, name, value) {
  const { text, held } = fieldsOf({ [name]: value });
  parts.core.set(text);
  // Calls that were made keep what was held before.
  parts.held = { ...parts.held, ...held };
}

/**
 * A call with the state of its client at this moment.
 * @param {Parts} parts
 * @param {number} index of its line in the catalogue; 0: it has none
 * @param {import("../encode/arguments.js").Given} given
 * @param {any} options
 * @returns {import("../call/fetch.js").Sending}
 */
export function sending({ core, held }, index, { text, body, form }, options) {
  const own = options ? fieldsOf(options) : NOTHING;
  return { call: core.call(index, text, own.text), body, form, held, own: own.held };
}
