// Writes and reads the texts that cross the boundary; `src/exports/wire` is the other side, and
// docs/architecture.md has them in one table.

import { OpenAIError } from "../errors.js";

/** What `next` of a call gives instead of a wait. */
export const NO_ROOM = -1;
export const ASK_KEY = -2;

/** The bits of what `push` of a call gives, below the number of events. */
export const IS_PLAIN = 4;
export const HAS_TEMPLATE = 2;
export const IS_DONE = 1;

/** How many words there are for an attempt. */
const ATTEMPT = 6;

/**
 * The arguments of a method, taken apart as its line of the catalogue says.
 * @typedef {object} Arguments
 * @property {unknown[]} pathIds the ids of the path, in order
 * @property {unknown} header the parameter that is sent as a header; `undefined` and `null` for none
 * @property {string[]} namedIds every id among them, where what they name is in one organization only
 * @property {boolean} asksForStream
 * @property {boolean} [stored] whether the answer is to be stored, where the parameters say so
 * @property {string} [model]
 * @property {(string | undefined)[]} query for each pair its parameter, its name and its text
 * @property {string} bodyType `json`, `pairs`, `form`, `raw`, `missing`, or empty for no body
 * @property {unknown[]} bodyTexts its length, its pairs, or whether it can be read only once
 */

/**
 * One field.
 * @param {string} name
 * @param {string} type
 * @param {unknown[]} [texts] `undefined` and `null` for one that is missing
 * @param {string} [mark] `+` if it stands inside the value before it
 */
export function encodeField(name, type, texts = [], mark = "=") {
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
 * What is no record where one belongs.
 * @param {string} type
 */
export const encodeNoRecord = (type) => `!${type}`;

/**
 * @param {Arguments | string} args a string: the type of parameters that are no record
 * @returns {string}
 */
export function encodeArguments(args) {
  if (typeof args === "string") return encodeNoRecord(args);
  const { pathIds, header, namedIds, model, query } = args;
  let text = "";
  for (const id of pathIds) text += encodeField("id", typeName(id), isText(id) ? [id] : []);
  if (header != null) text += encodeField("header", "string", [header]);
  if (namedIds.length > 0) text += encodeField("named", "string", [namedIds.join("\n")]);
  if (args.asksForStream) text += encodeField("stream", "boolean");
  if (args.stored !== undefined) text += encodeField("kept", "boolean", [args.stored]);
  if (model !== undefined) text += encodeField("model", "string", [model]);
  if (query.length > 0) text += encodeField("query", "object", query);
  return args.bodyType ? text + encodeField("body", args.bodyType, args.bodyTexts) : text;
}

/** @param {unknown} value */
const isText = (value) => typeof value === "string" || typeof value === "number";

/**
 * The kind of a value, for messages.
 * @param {unknown} value
 */
export function typeName(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return isSignal(value) ? "AbortSignal" : typeof value;
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
 * A failure, of an answer with its code, its headers and its message.
 * @param {"answer" | "unreadable" | "connection" | "page" | "timeout" | "incomplete"} cause
 * @param {string} [code]
 * @param {string} [headers] as lines of `name: value`
 * @param {string} [message]
 */
export const encodeFailure = (cause, code = "", headers = "", message = "") =>
  `${cause}\0${code}\0${headers}\0${message}`;

/**
 * What is to be sent: the body only if Rust has made it, names and values of the headers by turns.
 * @param {string} text
 * @returns {{ method: string, url: string, body: string | undefined, headers: string[] }}
 */
export function decodeRequest(text) {
  const [method, url, body, ...headers] = text.split("\0");
  return { method, url, body: body === "-" ? undefined : body.slice(1), headers };
}

/**
 * Each hook by its option, with what it is called with.
 * @param {string} text
 * @returns {[name: string, event: unknown][]}
 */
export function decodeHookEvents(text) {
  const lines = text.split("\n").filter(Boolean);
  return lines.map((line) => {
    const [name] = line.split(" ", 1);
    return [name, JSON.parse(line.slice(name.length))];
  });
}

/**
 * How a call went.
 * @param {string} text
 */
export function decodeMeta(text) {
  const words = text.split("\0").map((word) => word || null);
  const [organization, organizationOrigin, project, projectOrigin, waited, first] = words;
  const attempts = [];
  for (let at = ATTEMPT; at + ATTEMPT < words.length; at += ATTEMPT) {
    attempts.push(attemptOf(words.slice(at, at + ATTEMPT)));
  }
  return {
    organization,
    organizationOrigin,
    project,
    projectOrigin,
    attempts,
    waited: Number(waited),
    timeToFirstByte: Number(first),
  };
}

/** @param {(string | null)[]} words */
function attemptOf([organization, project, waited, duration, status, kind]) {
  return {
    organization,
    project,
    waited: Number(waited),
    duration: Number(duration),
    status: Number(status) || null,
    kind,
  };
}
