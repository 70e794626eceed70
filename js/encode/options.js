// Writes down options as Rust reads them: each value by its name, its type, and what of it is text.

import { encodeField, encodeNoRecord, typeName } from "../boundary/wire.js";
import { OpenAIError } from "../errors.js";
import { flatQuery } from "./flatten.js";

/**
 * The options of a record, and those of its values that only JavaScript can use.
 * @typedef {{ text: string, jsOptions: Record<string, unknown> }} Encoded
 */

/**
 * @param {unknown} record
 * @returns {Encoded}
 */
export function encodeOptions(record) {
  /** @type {Record<string, unknown>} */
  const jsOptions = {};
  if (!record || typeof record !== "object" || Array.isArray(record)) {
    return { text: encodeNoRecord(typeName(record)), jsOptions };
  }
  let text = "";
  for (const [name, value] of entriesOf(record)) {
    jsOptions[name] = isForJS(name, value) ? value : undefined;
    text += encodeField(name, typeName(value), textsOf(name, value));
    if (name === "organizations" && Array.isArray(value)) text += encodeList(value, jsOptions);
  }
  return { text, jsOptions };
}

/**
 * A value as text; empty if it has none.
 * @param {unknown} value
 */
export function toText(value) {
  try {
    return String(value);
  } catch {
    return "";
  }
}

/**
 * Whether a value is of use to JavaScript alone: a function, and what `fetch` takes as it is. All else
 * is let go of, as it may have a key in it, which a console would show.
 * @param {string} name
 * @param {unknown} value
 */
const isForJS = (name, value) =>
  typeof value === "function" || name === "fetchOptions" || name === "signal";

/** @param {unknown} value */
const isObject = (value) => Object(value) === value;

/**
 * A record's own names and values.
 * @param {any} record
 * @returns {[string, unknown][]}
 */
function entriesOf(record) {
  try {
    return Object.entries(record);
  } catch (cause) {
    throw new OpenAIError(`an object cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** @param {any} thrown */
export const messageOf = (thrown) => (typeof thrown?.message === "string" ? thrown.message : "");

const SCALARS = new Set(["string", "number", "boolean"]);

/** How the texts of an option are found that is more than one text. @type {Record<string, any>} */
const FLAT = {
  headers: flatHeaders,
  defaultHeaders: flatHeaders,
  query: flatQuery,
  defaultQuery: flatQuery,
};

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {unknown[]}
 */
function textsOf(name, value) {
  if (SCALARS.has(typeof value)) return [value];
  if (!isObject(value) || !Object.hasOwn(FLAT, name)) return [];
  try {
    return FLAT[name](value);
  } catch (cause) {
    const problem =
      FLAT[name] === flatQuery
        ? "is nested too deep, or holds a broken date"
        : "cannot be read: pass an object";
    throw new OpenAIError(`${name} ${problem}`, { cause });
  }
}

/**
 * Names and values of given headers by turns; a value of `null` removes.
 * @param {any} headers Headers, an array of pairs, or a record
 * @returns {unknown[]}
 */
export function flatHeaders(headers) {
  const isRecord = typeof headers[Symbol.iterator] !== "function";
  const pairs = isRecord ? lastOfEach(Object.entries(headers)) : [...headers];
  return pairs.flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((one) => (one === undefined ? [] : [name, one === null ? null : String(one)])),
  );
}

/**
 * The pairs without those whose name comes again in other letters.
 * @param {[string, any][]} pairs
 */
function lastOfEach(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined);
  return [...new Map(known.map((pair) => [pair[0].toLowerCase(), pair])).values()];
}

/**
 * The value of a header, whatever the case of its name; `null` or `undefined` if there is none.
 * @param {unknown} headers as `flatHeaders` takes them, or nothing of the kind
 * @param {string} wanted in lower case
 * @returns {any}
 */
export function headerOf(headers, wanted) {
  const flat = flatHeaders(headers ?? {});
  return flat.find((_, at) => at % 2 === 1 && String(flat[at - 1]).toLowerCase() === wanted);
}

/**
 * The organizations of a list: ids, or records.
 * @param {unknown[]} list
 * @param {Record<string, unknown>} jsOptions takes the functions that give keys
 */
function encodeList(list, jsOptions) {
  let text = "";
  for (const [index, entry] of list.entries()) {
    const name = `organizations[${index}]`;
    const place = typeof entry === "string" ? { organization: entry } : entry;
    text += encodeField(name, typeName(place), [], "+");
    for (const [option, value] of isObject(place) ? entriesOf(place) : []) {
      jsOptions[`${name}.${option}`] = isForJS(option, value) ? value : undefined;
      const texts = Array.isArray(value) ? value.map(nameOf) : textsOf("", value);
      text += encodeField(`${name}.${option}`, typeName(value), texts, "+");
    }
  }
  return text;
}

/** @param {unknown} value */
const nameOf = (value) => (typeof value === "string" ? value : undefined);
