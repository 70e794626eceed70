// Takes the arguments of a method apart, as the signature of its line says: what Rust is told of
// them, and what only JavaScript can send.

import { OpenAIError } from "../errors.js";
import { field, headerOf, messageOf, spell, typeName } from "./options.js";
import { formOf, isStream, rawBody } from "./multipart.js";
import { flatQuery, omit } from "./flatten.js";

/**
 * What a line of the catalogue says: which arguments its method takes (`shape`: `i` for an id, `p`
 * for parameters, `l` if it gives a list), its `name`, `ids`, `params`, `taken`, and its words.
 * @typedef {Record<string, string>} Signature
 */

/**
 * What is sent with a request: the text for Rust, and the body, or the promise of a form.
 * @typedef {{ text: string, body?: any, form?: Promise<[any, string?]> }} Given
 */

const FORM = "application/x-www-form-urlencoded";

/**
 * @param {string} text the shape, and words
 * @returns {Signature}
 */
export function signatureOf(text) {
  const [shape, ...words] = text.split(" ");
  /** @type {Signature} */
  const signature = { shape };
  for (const word of words) {
    // A value with another = in it (`beta=agents=v1`) is for Rust alone.
    const [name, value = ""] = word.split("=");
    signature[name] = value;
  }
  return signature;
}

/**
 * The arguments of a method of the catalogue.
 * @param {Signature} signature
 * @param {any} id
 * @param {any} params
 * @param {string | null} fields in which ids are looked for, separated by spaces
 * @returns {Given}
 */
export function givenTo(signature, id, params, fields) {
  const kind = typeName(params ?? {});
  if (kind !== "object") return { text: `!${kind}` };
  let text = idsOf(signature, id, params) + headerField(signature, params);
  if (fields) text += field("ids", "string", [namedIds(id, params, fields)]);
  if (params?.stream) text += field("stream", "boolean");
  const rest = omit(params, signature.taken, signature.omit_null);
  if (typeof rest?.model === "string") text += field("model", "string", [rest.model]);
  if (signature.query) text += queryField(params, signature.query);
  return parametersOf(signature, rest, text);
}

/**
 * The ids of the path: the last has an argument of its own, earlier ones stand among the parameters.
 * @param {Signature} signature
 * @param {any} id
 * @param {any} params
 */
function idsOf({ ids }, id, params) {
  if (!ids) return "";
  const names = ids.split(",");
  const values = names.map((name, index) => (index + 1 < names.length ? params?.[name] : id));
  const isText = (/** @type {any} */ value) => ["string", "number"].includes(typeof value);
  return values.map((value) => field("id", typeName(value), isText(value) ? [value] : [])).join("");
}

/**
 * A parameter that is sent as a header.
 * @param {Signature} signature
 * @param {any} params
 */
function headerField({ header }, params) {
  const value = header && params?.[header.split(":")[0]];
  return value == null ? "" : field("header", "string", [value]);
}

/**
 * The parameters that are left: a query, a form or a body.
 * @param {Signature} signature
 * @param {any} rest
 * @param {string} text what is told besides
 * @returns {Given}
 */
function parametersOf(signature, rest, text) {
  const { name, params } = signature;
  if (params === "query") return { text: text + queryField(rest) };
  if (params === "form") {
    const form = formOf(rest, signature);
    return { text: text + field("body", "form", [isStream(rest)]), form };
  }
  if (params === "none" || rest === null) return { text };
  const { text: told, body } = json(name, rest);
  return { text: text + told, body };
}

/**
 * @param {any} record
 * @param {string} [only]
 */
function queryField(record, only) {
  return field("query", "object", queryOf(record, only));
}

/**
 * @param {any} record
 * @param {string} [only]
 */
function queryOf(record, only) {
  try {
    return flatQuery(record, only);
  } catch (cause) {
    throw new OpenAIError("query is nested too deep, or holds a broken date", { cause });
  }
}

/**
 * The arguments of a method, but with the body that the options have, if they have one.
 * @param {Given} given
 * @param {any} options
 * @param {string} name
 * @returns {Given}
 */
export function withBody(given, options, name) {
  const own = givenBy(options, name);
  return own.text ? { ...own, text: given.text + own.text } : given;
}

/**
 * The body that a caller gives by themselves: what `fetch` takes as it is, all else as JSON.
 * @param {any} options
 * @param {string} [name] what messages call the request
 * @returns {Given}
 */
export function givenBy(options, name) {
  if (!options || typeof options !== "object" || !("body" in options)) return { text: "" };
  const { body, method, path } = options;
  if (!body) return { text: field("body", body === undefined ? "missing" : "none") };
  const type = headerOf(options.headers, "content-type");
  const raw = rawBody(body, type != null);
  if (raw !== undefined) return { text: field("body", "raw", [isStream(raw)]), body: raw };
  if (type === FORM) return { text: field("body", "pairs", queryOf(body)) };
  return json(name ?? `${spell(method).toUpperCase()} ${spell(path)}`, body);
}

/**
 * @param {string} name what messages call the request
 * @param {any} value
 * @returns {Given}
 */
function json(name, value) {
  let why = `no text stands for this ${typeName(value)}`;
  try {
    const body = JSON.stringify(value);
    if (body !== undefined) return { text: field("body", "json", [body.length]), body };
  } catch (thrown) {
    why = messageOf(thrown);
  }
  throw new OpenAIError(`${name}: the parameters cannot be turned into JSON: ${why}`);
}

/**
 * The ids in an argument and in fields of parameters, a line each; none if reading them throws.
 * @param {any} id one, or a list
 * @param {any} params
 * @param {string} fields separated by spaces
 */
function namedIds(id, params, fields) {
  try {
    const given = [id, ...fields.split(" ").map((field) => params?.[field])].flat();
    const ids = given.map((each) => (typeof each === "string" ? each : each?.id));
    return ids.filter((each) => typeof each === "string").join("\n");
  } catch {
    return "";
  }
}
