// What a client is made of, and what of it goes into a call.

import { isCurrent, newClient } from "../boundary/guard.js";
import { encodeArguments } from "../boundary/wire.js";
import { encodeOptions } from "../encode/options.js";
import { logOf, withLog } from "./log.js";
import { environment, encodeEnvironment, isBrowser } from "../encode/environment.js";

/**
 * The half of a client in wasm, what JavaScript holds for it, how it logs, and the fields in which its
 * calls name what exists in one organization only (`null` where that does not matter).
 * @typedef {object} Parts
 * @property {any} core
 * @property {() => any} family makes what all that share a ledger come from
 * @property {Steps} steps
 * @property {Record<string, any>} jsOptions
 * @property {import("./log.js").Log} log
 * @property {string | null} idFields separated by spaces
 */

/** @type {import("../encode/options.js").Encoded} */
const NOTHING = { text: "", jsOptions: {} };

/**
 * How a client became what it is: from which other one, by which change, and what was set since.
 * @typedef {{ before?: Steps, change: (core: any) => any, sets: Map<string, (core: any) => any> }} Steps
 */

/**
 * Those of a new client.
 * @param {any} options an API key, or options
 * @returns {Parts}
 */
export function newParts(options) {
  const log = logOf(options, {}, environment("OPENAI_LOG"));
  const given = typeof options === "string" ? { apiKey: options } : options;
  const { text, jsOptions } = encodeOptions(withLog(given === undefined ? {} : given, log));
  const variables = encodeEnvironment();
  /** @type {any} with whom all that are made of this client share what they know */
  let first;
  const family = () => (first = isCurrent(first) ? first : newClient(variables, text, isBrowser()));
  const copy = (/** @type {any} */ core) => core.withOptions(encodeOptions({}).text);
  return partsOf(family, family(), { change: copy, sets: new Map() }, jsOptions, log);
}

/**
 * Those of a client that differs in some options.
 * @param {Parts} parts
 * @param {any} options
 * @returns {Parts}
 */
export function changedParts({ core, family, steps, jsOptions, log: earlier }, options) {
  const log = logOf(options, earlier);
  const { text, jsOptions: changed } = encodeOptions(withLog(options, log) ?? {});
  const change = (/** @type {any} */ core) => core.withOptions(text);
  // What is set later on the other one is none of its steps.
  const before = { ...steps, sets: new Map(steps.sets) };
  return partsOf(
    family,
    change(core),
    { before, change, sets: new Map() },
    { ...jsOptions, ...changed },
    log,
  );
}

/**
 * @param {() => any} family
 * @param {any} first
 * @param {Steps} steps
 * @param {Record<string, any>} jsOptions
 * @param {import("./log.js").Log} log
 * @returns {Parts}
 */
function partsOf(family, first, steps, jsOptions, log) {
  let core = first;
  /** The same in an instance that was started afresh. */
  const again = () => {
    const all = [];
    for (let step = /** @type {Steps | undefined} */ (steps); step; step = step.before)
      all.push(step);
    core = family();
    for (const { change, sets } of all.reverse()) {
      core = change(core);
      for (const set of sets.values()) set(core);
    }
    return core;
  };
  // Asked once: no setter changes how calls are routed.
  const idFields = core.get("idFields");
  return {
    family,
    steps,
    jsOptions,
    log,
    idFields,
    get core() {
      return isCurrent(core) ? core : again();
    },
  };
}

/**
 * Sets an option for later calls.
 * @param {Parts} parts
 * @param {string} name
 * @param {any} value
 */
export function setOption(parts, name, value) {
  const { text, jsOptions } = encodeOptions({ [name]: value });
  const set = (/** @type {any} */ core) => core.set(text);
  set(parts.core);
  parts.steps.sets.set(name, set);
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
