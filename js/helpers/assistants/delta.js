// Adds deltas of assistants to what they are deltas of.

import { OpenAIError, hasOwn } from "../core.js";

const UNSAFE = ["__proto__", "constructor", "prototype"];

/** How many parts, or tool calls, there may be. */
const MOST = 4096;

/** @param {unknown} value */
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * Texts and numbers are added, objects merged, lists by the index that each entry names.
 * @template {Record<string, any>} T
 * @param {T} whole @param {Record<string, any>} delta @returns {T}
 */
export function accumulate(whole, delta) {
  for (const [key, added] of Object.entries(delta)) {
    if (UNSAFE.includes(key)) {
      throw new OpenAIError(`Assistant stream delta contains an unsafe property: ${key}`);
    }
    const known = hasOwn(whole, key) ? whole[key] : undefined;
    /** @type {any} */ (whole)[key] =
      known == null || key === "index" || key === "type" ? added : sumOf(key, known, added);
  }
  return whole;
}

/** @param {string} key @param {any} known @param {any} added */
function sumOf(key, known, added) {
  const type = typeof known;
  if ((type === "string" || type === "number") && typeof added === type) return known + added;
  if (isObject(known) && isObject(added)) return accumulate(known, added);
  if (Array.isArray(known) && Array.isArray(added)) return addEntries(known, added);
  throw new TypeError(`Unhandled record type: ${key}`);
}

/** @param {any[]} known @param {any[]} added */
function addEntries(known, added) {
  const isPlain = (/** @type {unknown} */ value) => ["string", "number"].includes(typeof value);
  if (known.every(isPlain) && added.every(isPlain)) return known.concat(added);
  for (const entry of added) addEntry(known, entry, "array");
  return known;
}

/**
 * Gives whether the entry is new.
 * @param {any[]} known @param {any} entry @param {string} kind
 */
export function addEntry(known, entry, kind) {
  if (!isObject(entry)) {
    throw new Error("Expected array delta entry to be an object but got an invalid value");
  }
  const { index } = entry;
  if (index == null && kind !== "content")
    throw new Error("Expected array delta entry to have an `index` property");
  if (!Number.isSafeInteger(index) || index < 0 || index >= MOST) {
    const shown = typeof index === "number" ? index : "unknown";
    throw new OpenAIError(`Assistant stream delta contains an invalid ${kind} index: ${shown}`);
  }
  const isNew = !hasOwn(known, index);
  known[index] = isNew ? entry : accumulate(known[index], entry);
  return isNew;
}
