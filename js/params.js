// Takes the parameters of a method apart.

import { OpenAIError } from "./errors.js";

/** How deep parameters may be nested: more is a circle. */
const DEEPEST = 32;

/**
 * A record without some names, and without the nulls that some names have.
 * @param {any} record
 * @param {string} names separated by commas
 * @param {string | undefined} nulls separated by commas, empty for all
 */
export function omit(record, names, nulls) {
  const given = record === undefined || (record === null && names) ? {} : record;
  if (!given || (!names && nulls === undefined)) return given;
  const kept = withoutNulls(given, nulls?.split(","), "");
  for (const name of names.split(",")) delete kept[name];
  return kept;
}

/**
 * @param {Record<string, any>} record
 * @param {string[] | undefined} nulls the names of what is left out if it is null
 * @param {string} prefix
 * @returns {Record<string, any>}
 */
function withoutNulls(record, nulls, prefix) {
  if (!nulls) return { ...record };
  const isLeftOut = (/** @type {string} */ name) => nulls[0] === "" || nulls.includes(name);
  const entries = Object.entries(record).filter(
    ([name, value]) => value !== null || !isLeftOut(prefix + name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const inner = `${prefix}${name}.`;
      const goesOn = value && nulls.some((each) => each.startsWith(inner));
      return [name, goesOn ? withoutNulls(value, nulls, inner) : value];
    }),
  );
}

/**
 * Parameters for a query: for each pair the parameter, its name in full, and its text.
 * @param {any} record
 * @param {string} [only] the names to take, separated by commas
 * @returns {(string | undefined)[]}
 */
export function flatQuery(record, only) {
  /** @type {(string | undefined)[]} */
  const flat = [];
  for (const [name, value] of Object.entries(record ?? {})) {
    if (only && !only.split(",").includes(name)) continue;
    const { length } = flat;
    push(flat, name, name, value);
    if (flat.length === length) flat.push(name, name, undefined);
  }
  return flat;
}

/**
 * @param {(string | undefined)[]} flat
 * @param {string} parameter
 * @param {string} name
 * @param {any} given
 * @param {number} [depth]
 */
function push(flat, parameter, name, given, depth = 0) {
  if (given === undefined) return;
  if (depth > DEEPEST) throw new OpenAIError(`${parameter} of the query is nested too deep`);
  const value = given instanceof Date ? given.toISOString() : (given ?? "");
  if (typeof value !== "object" && typeof value !== "function") {
    flat.push(parameter, name, String(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    push(flat, parameter, Array.isArray(value) ? `${name}[]` : `${name}[${key}]`, inner, depth + 1);
  }
}
