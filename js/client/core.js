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
 * @property {Record<string, any>} options as they were given, for a constructor that reads them again
 * @property {any} [client] whose they are
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
  const given =
    typeof options === "string" ? { apiKey: options } : options === undefined ? {} : options;
  const { text, jsOptions } = encodeOptions(withLog(given, log));
  const variables = encodeEnvironment();
  /** @type {any} with whom all that are made of this client share what they know */
  let first;
  const family = () => (first = isCurrent(first) ? first : newClient(variables, text, isBrowser()));
  const copy = (/** @type {any} */ core) => core.withOptions(encodeOptions({}).text);
  return partsOf(family, family(), { change: copy, sets: new Map() }, jsOptions, log, given);
}

/**
 * Those of a client that differs in some options.
 * @param {Parts} parts
 * @param {any} given
 * @returns {Parts}
 */
export function changedParts({ core, family, steps, jsOptions, log: earlier, options }, given) {
  const log = logOf(given, earlier);
  const { text, jsOptions: changed } = encodeOptions(withLog(unlike(options, given), log) ?? {});
  const change = (/** @type {any} */ core) => core.withOptions(text);
  // What is set later on the other one is none of its steps.
  const before = { ...steps, sets: new Map(steps.sets) };
  const own = { before, change, sets: new Map() };
  const all = { ...options, ...given };
  return partsOf(family, change(core), own, { ...jsOptions, ...changed }, log, all);
}

/**
 * The options that are not those from before: what a subclass hands on unchanged comes from there.
 * @param {Record<string, any>} options
 * @param {any} given
 */
function unlike(options, given) {
  if (!given || typeof given !== "object" || Array.isArray(given)) return given;
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => !Object.hasOwn(options, name) || options[name] !== value,
    ),
  );
}

/**
 * @param {() => any} family
 * @param {any} first
 * @param {Steps} steps
 * @param {Record<string, any>} jsOptions
 * @param {import("./log.js").Log} log
 * @param {Record<string, any>} options
 * @returns {Parts}
 */
function partsOf(family, first, steps, jsOptions, log, options) {
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
    options,
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
  const { log: earlier } = parts;
  const log = (parts.log = logOf({ [name]: value }, earlier));
  const isOfLog = name === "logger" || name === "logLevel";
  const { text, jsOptions } = encodeOptions(isOfLog ? withLog({}, log) : { [name]: value });
  const set = (/** @type {any} */ core) => core.set(text);
  set(parts.core);
  parts.steps.sets.set(name, set);
  // Calls that were made keep those from before.
  parts.jsOptions = { ...parts.jsOptions, ...jsOptions };
  parts.options = { ...parts.options, [name]: value };
}

/**
 * The value of an option.
 * @param {Parts} parts
 * @param {string} name
 */
export function optionOf({ core, jsOptions, log }, name) {
  if (name === "logger") return log.logger;
  if (name === "logLevel") return log.level;
  if (name === "fetch") return jsOptions.fetch ?? globalThis.fetch;
  return name === "fetchOptions" ? jsOptions[name] : core.get(name);
}

/** The options that a client takes and a call does not, which programs spread into calls all the same. */
export const OF_CLIENT = new Set(
  (
    "adminAPIKey apiKey baseURL dangerouslyAllowBrowser dataResidency defaultHeaders defaultQuery fetch " +
    "logLevel logger nearLimit onLimit onRequest onResponse onRetry onRoute organizations routing " +
    "waitForLimits webhookSecret"
  ).split(" "),
);

/**
 * A client for one call that has options of a client, and what is left of them.
 * @param {Parts} parts
 * @param {any} options
 * @returns {[Parts, any]}
 */
function forCall(parts, options) {
  if (!options || typeof options !== "object") return [parts, options];
  const isOfClient = (/** @type {[string, any]} */ [name]) => OF_CLIENT.has(name);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const ofClient = Object.fromEntries(given.filter(isOfClient));
  if (Object.keys(ofClient).length === 0) return [parts, options];
  const own = Object.fromEntries(given.filter((entry) => !isOfClient(entry)));
  return [changedParts(parts, ofClient), own];
}

/**
 * A call with the state of its client at this moment.
 * @param {Parts} parts
 * @param {number} index of its line in the catalogue; 0: it has none
 * @param {import("../encode/arguments.js").Prepared} prepared
 * @param {any} options
 * @returns {import("../call/fetch.js").Sending}
 */
export function sending(parts, index, { args, body, form }, options) {
  const [{ core, jsOptions }, rest] = forCall(parts, options);
  const own = rest ? encodeOptions(rest) : NOTHING;
  const call = core.call(index, encodeArguments(args), own.text);
  return { call, body, form, jsOptions, own: own.jsOptions };
}
