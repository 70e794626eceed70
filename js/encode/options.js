// Writes down what a caller gave as Rust reads it (`src/engine/fields.rs`): each value by its name,
// its type, and what of it is text.

import { OpenAIError } from "../errors.js";
import { flatQuery } from "./flatten.js";

/**
 * The fields of a record, and those of its values that only JavaScript can use.
 * @typedef {{ text: string, held: Record<string, any> }} Told
 */

/**
 * @param {any} record
 * @returns {Told}
 */
export function fieldsOf(record) {
  /** @type {Record<string, any>} */
  const held = {};
  if (!record || typeof record !== "object" || Array.isArray(record)) {
    return { text: `!${typeName(record)}`, held };
  }
  let text = "";
  for (const [name, value] of entriesOf(record)) {
    held[name] = isHeld(name, value) ? value : undefined;
    text += field(name, typeName(value), textsOf(name, value));
    if (name === "organizations" && Array.isArray(value)) text += placesOf(value, held);
  }
  return { text, held };
}

/**
 * One field.
 * @param {string} name
 * @param {string} type
 * @param {unknown[]} [texts] `undefined` and `null` for one that is missing
 * @param {string} [mark] `+` if it stands inside the value before it
 */
export function field(name, type, texts = [], mark = "=") {
  let text = `${mark}${sound(name, name)}\0${type}`;
  for (const one of texts) text += one == null ? "\0-" : `\0=${sound(String(one), name)}`;
  return `${text}\0\0`;
}

/**
 * A text that can be told apart from the others.
 * @param {string} text
 * @param {string} name
 */
function sound(text, name) {
  if (!text.includes("\0")) return text;
  throw new OpenAIError(`${name.replaceAll("\0", "")} has a NUL character in it`);
}

/**
 * The kind of a value, for messages.
 * @param {any} value
 */
export function typeName(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return isSignal(value) ? "AbortSignal" : typeof value;
}

/**
 * A value as text; it may be none that JavaScript can spell.
 * @param {unknown} value
 */
export function spell(value) {
  try {
    return String(value);
  } catch {
    return "";
  }
}

/**
 * Whether a value is an `AbortSignal`, of whichever realm.
 * @param {any} value
 */
function isSignal(value) {
  const hasListeners =
    typeof value?.addEventListener === "function" &&
    typeof value.removeEventListener === "function";
  return hasListeners && typeof value.aborted === "boolean";
}

/**
 * Whether a value is of use to JavaScript alone: a function, and what `fetch` takes as it is. All else is
 * let go of, as it may have a key in it, which a console would show.
 * @param {string} name
 * @param {unknown} value
 */
const isHeld = (name, value) =>
  typeof value === "function" || name === "fetchOptions" || name === "signal";

/** @param {unknown} value */
const isObject = (value) => Object(value) === value;

/**
 * A record's own names and values.
 * @param {any} record
 * @returns {[string, any][]}
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
 * @param {any} value
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
  const pairs = isRecord ? Object.entries(headers) : [...headers];
  return pairs.flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((one) => (one === undefined ? [] : [name, one === null ? null : String(one)])),
  );
}

/**
 * The value of a header, whatever the case of its name; `null` or `undefined` if there is none.
 * @param {any} headers as `flatHeaders` takes them, or nothing of the kind
 * @param {string} wanted in lower case
 * @returns {any}
 */
export function headerOf(headers, wanted) {
  const flat = flatHeaders(headers ?? {});
  return flat.find((_, at) => at % 2 === 1 && String(flat[at - 1]).toLowerCase() === wanted);
}

/**
 * The organizations of a list: ids, or records.
 * @param {any[]} list
 * @param {Record<string, any>} held takes the functions that give keys
 */
function placesOf(list, held) {
  let text = "";
  for (const [index, given] of list.entries()) {
    const name = `organizations[${index}]`;
    const place = typeof given === "string" ? { organization: given } : given;
    text += field(name, typeName(place), [], "+");
    for (const [option, value] of isObject(place) ? entriesOf(place) : []) {
      held[`${name}.${option}`] = isHeld(option, value) ? value : undefined;
      const texts = Array.isArray(value) ? value.map(nameOf) : textsOf("", value);
      text += field(`${name}.${option}`, typeName(value), texts, "+");
    }
  }
  return text;
}

/** @param {unknown} value */
const nameOf = (value) => (typeof value === "string" ? value : undefined);
