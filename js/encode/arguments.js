// Takes the arguments of a method apart, as the signature of its line says: what Rust has to know of
// them, and what only JavaScript can send.

import { typeName } from "../boundary/wire.js";
import { OpenAIError } from "../errors.js";
import { headerOf, messageOf, toText } from "./options.js";
import { formOf, isStream, rawBody } from "./multipart.js";
import { flatQuery, omit } from "./flatten.js";

/** @typedef {import("../boundary/wire.js").Arguments} Arguments */

/**
 * What a line of the catalogue says: which arguments its method takes (`shape`: `i` for an id, `p`
 * for parameters, `l` if it gives a list), its `name`, `ids`, `params`, `taken`, and its words.
 * @typedef {Record<string, string>} Signature
 */

/**
 * What becomes of the arguments: what Rust has to know of them, or the type of parameters that are no
 * record; and the body, or the promise of a form and its content type.
 * @typedef {object} Prepared
 * @property {Arguments | string} args
 * @property {unknown} [body]
 * @property {Promise<[unknown, string?]>} [form]
 */

/** @returns {Arguments} */
const noArguments = () => ({
  pathIds: [],
  header: undefined,
  namedIds: [],
  asksForStream: false,
  model: undefined,
  query: [],
  bodyType: "",
  bodyTexts: [],
});

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
 * @param {unknown} id
 * @param {any} params
 * @param {string | null} idFields in which ids are looked for, separated by spaces
 * @returns {Prepared}
 */
export function prepare(signature, id, params, idFields) {
  const kind = typeName(params ?? {});
  if (kind !== "object") return { args: kind };
  const args = noArguments();
  args.pathIds = idsOf(signature, id, params);
  args.header = signature.header && params?.[signature.header.split(":")[0]];
  if (idFields) args.namedIds = namedIds(id, params, idFields);
  args.asksForStream = Boolean(params?.stream);
  if (typeof params?.store === "boolean") args.stored = params.store;
  const rest = omit(params, signature.taken, signature.omit_null);
  if (typeof rest?.model === "string") args.model = rest.model;
  if (signature.query) args.query = queryOf(params, signature.query);
  return withParameters(signature, rest, args);
}

/**
 * The ids of the path: the last has an argument of its own, earlier ones stand among the parameters.
 * @param {Signature} signature
 * @param {unknown} id
 * @param {any} params
 */
function idsOf({ ids }, id, params) {
  if (!ids) return [];
  const names = ids.split(",");
  return names.map((name, index) => (index + 1 < names.length ? params?.[name] : id));
}

/**
 * The parameters that are left: a query, a form or a body.
 * @param {Signature} signature
 * @param {unknown} rest
 * @param {Arguments} args
 * @returns {Prepared}
 */
function withParameters(signature, rest, args) {
  const { name, params } = signature;
  if (params === "query") args.query = queryOf(rest);
  if (params === "form") {
    const form = formOf(rest, signature);
    return { args: describe(args, "form", [isStream(rest)]), form };
  }
  if (params !== "body" || rest === null) return { args };
  return withJSON(args, name, rest);
}

/**
 * @param {Arguments} args
 * @param {string} type of the body
 * @param {unknown[]} texts
 */
function describe(args, type, texts = []) {
  args.bodyType = type;
  args.bodyTexts = texts;
  return args;
}

/**
 * @param {unknown} record
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
 * @param {Prepared} prepared
 * @param {unknown} options
 * @param {string} name
 * @returns {Prepared}
 */
export function withBody(prepared, options, name) {
  if (!hasBody(options) || typeof prepared.args === "string") return prepared;
  return withOwnBody(prepared.args, options, name);
}

/**
 * What becomes of a request that somebody wrote by hand.
 * @param {unknown} options
 * @returns {Prepared}
 */
export function prepareByHand(options) {
  const args = noArguments();
  return hasBody(options) ? withOwnBody(args, options) : { args };
}

/** @param {unknown} options */
const hasBody = (options) => options && typeof options === "object" && "body" in options;

/**
 * The body that a caller gives by themselves: what `fetch` takes as it is, all else as JSON.
 * @param {Arguments} args
 * @param {any} options
 * @param {string} [name] what messages call the request
 * @returns {Prepared}
 */
function withOwnBody(args, { body, method, path, headers }, name) {
  if (!body) return { args: describe(args, body === undefined ? "missing" : "") };
  const type = headerOf(headers, "content-type");
  const raw = rawBody(body, type != null);
  if (raw !== undefined) return { args: describe(args, "raw", [isStream(raw)]), body: raw };
  if (type === FORM) return { args: describe(args, "pairs", queryOf(body)) };
  return withJSON(args, name ?? `${toText(method).toUpperCase()} ${toText(path)}`, body);
}

/**
 * @param {Arguments} args
 * @param {string} name what messages call the request
 * @param {unknown} value
 * @returns {Prepared}
 */
function withJSON(args, name, value) {
  let why = `no text stands for this ${typeName(value)}`;
  try {
    const body = JSON.stringify(value);
    if (body !== undefined) return { args: describe(args, "json", [body.length]), body };
  } catch (thrown) {
    why = messageOf(thrown);
  }
  throw new OpenAIError(`${name}: the parameters cannot be turned into JSON: ${why}`);
}

/**
 * The ids in an argument and in fields of parameters; none if reading them throws.
 * @param {unknown} id one, or a list
 * @param {any} params
 * @param {string} fields separated by spaces
 * @returns {string[]}
 */
function namedIds(id, params, fields) {
  try {
    const named = [id, ...fields.split(" ").map((field) => params?.[field])].flat();
    const ids = named.map((each) => (typeof each === "string" ? each : each?.id));
    return ids.filter((each) => typeof each === "string");
  } catch {
    return [];
  }
}
