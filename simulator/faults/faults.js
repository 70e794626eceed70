// Faults on request: how they are written, kept, and matched with requests.

import { errors } from "../http/error-table.js";
import { checkSetting } from "../controls/settings.js";

// More are not waiting for a request, but forgotten.
const mostRules = 1_000;

/**
 * @typedef {{ name: string, [parameter: string]: unknown }} Fault
 * @typedef {{ path?: string, organization?: string, model?: string, method?: string }} Match
 * @typedef {{ id: number, match: Match, times: number | null, fault: string, [parameter: string]: unknown }} Rule
 */

/** Faults that are not an error of the table. */
export const behaviours = [
  "delay",
  "slow_start",
  "cut",
  "cut_utf8",
  "malformed_event",
  "error_event",
  "reset",
  "stall",
  "html",
  "empty",
  "half_json",
  "no_cors",
];

const aliases = {
  429: "rate_limit_exceeded",
  rate_limit: "rate_limit_exceeded",
  quota: "insufficient_quota",
  500: "server_error",
  503: "server_is_overloaded",
  overloaded: "server_is_overloaded",
  connection_reset: "reset",
};

/** The faults of one request, by name. */
export class FaultSet extends Map {
  /** @param {Fault[]} faults */
  constructor(faults) {
    super(faults.map((fault) => [fault.name, fault]));
  }

  /** The fault that answers with an error of the table, if any. */
  get error() {
    return [...this.values()].find(({ name }) => Object.hasOwn(errors, name));
  }
}

/** The rules that are waiting for their request. */
export class Faults {
  #rules = /** @type {Rule[]} */ ([]);
  #count = 0;

  /**
   * @param {{ match?: Match, times?: number | null, fault: string, [parameter: string]: unknown }} rule
   * `times: null` holds until the fault is removed.
   */
  add(rule) {
    const { match = {}, times = 1, fault, ...parameters } = checkSetting("rule", rule);
    if (this.#rules.length >= mostRules) throw new TypeError(`more than ${mostRules} faults`);
    return this.#keep({ match, times, fault, parameters });
  }

  #keep({ match, times, fault, parameters }) {
    const rule = { ...parameters, id: ++this.#count, match, times, fault: faultName(fault) };
    this.#rules.push(rule);
    return rule.id;
  }

  remove(id) {
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
  }

  clear() {
    this.#rules = [];
  }

  list() {
    return [...this.#rules];
  }

  /** The faults of a request; a rule that has been used up is gone. */
  take(request) {
    const rules = this.#rules.filter(({ match }) => isMatch(match, request));
    for (const rule of rules) if (rule.times !== null) rule.times -= 1;
    this.#rules = this.#rules.filter(({ times }) => times === null || times > 0);
    return rules.map(({ fault, id, match, times, ...parameters }) => ({
      ...parameters,
      name: fault,
    }));
  }
}

const isMatch = (match, request) =>
  Object.entries(match).every(
    ([name, wanted]) => request[name] === wanted.replace(/^\/v1(?=\/)/, ""),
  );

/**
 * `rate_limit; retry-after=2, no_cors` is two faults, one with a parameter.
 * @param {string | null} header
 * @returns {Fault[]}
 */
export function parseFaults(header) {
  if (!header) return [];
  return header.split(",", 20).map(parseFault);
}

function parseFault(text) {
  const [name, ...parameters] = text.split(";").map((part) => part.trim());
  const pairs = parameters.map((pair) => pair.split("=").map((part) => part.trim()));
  const { fault, ...checked } = checkSetting("fault", {
    ...Object.fromEntries(pairs),
    fault: name,
  });
  return { ...checked, name: faultName(fault) };
}

function faultName(name) {
  const known = Object.hasOwn(aliases, name) ? aliases[name] : name;
  if (behaviours.includes(known) || Object.hasOwn(errors, known)) return known;
  throw new TypeError(`unknown fault ${name}`);
}
