// The methods of a client that a subclass may replace, as with `openai`: they prepare, authorize, address
// and send a request. Calls of a client that replaces none never come here.

import { flatHeaders } from "../encode/options.js";
import { prepare, prepareByHand } from "../encode/arguments.js";
import { answerOf } from "../response/parse.js";
import { PagePromise } from "../response/promise.js";
import { optionOf, sending } from "./core.js";
import { adoptFields } from "./properties.js";

/** @typedef {import("./core.js").Parts} Parts */
/** @typedef {Record<string, any>} Options the options of a call, with its method and its path */
/** @typedef {(url: string, init: any) => Promise<Response>} Fetch */

/** @type {any} the key under which a call's own options carry which method of the catalogue it is. */
export const CALL = Symbol("call");

/**
 * The methods of a client that has no subclass.
 * @param {(client: any) => Parts} partsOf
 */
export const hooksOf = (partsOf) => ({
  async prepareOptions() {},

  async prepareRequest() {},

  /** @this {any} */
  async authHeaders() {
    const { core, jsOptions } = partsOf(this);
    const key = jsOptions.apiKey ? await jsOptions.apiKey() : core.get("apiKey");
    if (key == null) return undefined;
    return { values: new Headers({ authorization: `Bearer ${key}` }), nulls: new Set() };
  },

  /** @this {any} */
  defaultHeaders() {
    return partsOf(this).options.defaultHeaders;
  },

  /** @this {any} */
  defaultQuery() {
    return partsOf(this).options.defaultQuery;
  },

  /** @this {any} @param {string} path @param {object} [query] */
  buildURL(path, query) {
    const options = { method: "GET", path, query };
    return targetOf(sending(partsOf(this), 0, prepareByHand({}), options))[2];
  },

  /** @this {any} @param {string} url @param {any} init @param {number} _ @param {AbortController} [controller] */
  fetchWithTimeout(url, init, _, controller) {
    const signal = init.signal ?? controller?.signal;
    return optionOf(partsOf(this), "fetch")(url, { ...init, signal });
  },
});

/**
 * The options of a call once the client's own methods had their say.
 * @param {Parts} parts
 * @param {Record<string, any>} base the methods of a client that replaces none
 * @param {any} options or a promise of them
 */
export async function withHooks(parts, base, options) {
  const { client } = parts;
  /** @type {Options} */
  const given = { ...(await options) };
  await client.prepareOptions(given);
  const isReplaced = (/** @type {string} */ name) => client[name] !== base[name];
  if (isReplaced("authHeaders")) {
    const own = await client.authHeaders(given, { bearerAuth: true });
    given.headers = laidOver({ authorization: null }, own?.nulls ? own.values : own, given.headers);
  }
  for (const name of ["defaultHeaders", "defaultQuery"]) {
    if (isReplaced(name)) given[name] = client[name](given);
  }
  given.fetch = fetchOf(parts, { ...given }, isReplaced);
  return withoutDefaults(given);
}

/**
 * A `fetch` that asks the client's own methods where and how to send.
 * @param {Parts} parts
 * @param {Options} options
 * @param {(name: string) => boolean} isReplaced
 * @returns {Fetch}
 */
const fetchOf = (parts, options, isReplaced) => async (to, init) => {
  const { client } = parts;
  const { path, query, timeout = client.timeout } = options;
  const url = isReplaced("buildURL") ? client.buildURL(path, query) : to;
  await client.prepareRequest(init, { url, options });
  const fetch = options.fetch ?? optionOf(parts, "fetch");
  if (!isReplaced("fetchWithTimeout")) return fetch(url, init);
  const controller = new AbortController();
  const { signal } = init;
  signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
  return client.fetchWithTimeout(url, init, timeout, controller);
};

/**
 * Headers by their names in small letters; the later counts.
 * @param {any[]} all
 */
function laidOver(...all) {
  /** @type {Record<string, any>} */
  const laid = {};
  for (const headers of all) {
    const flat = flatHeaders(headers ?? {});
    for (let at = 0; at < flat.length; at += 2) laid[String(flat[at]).toLowerCase()] = flat[at + 1];
  }
  return laid;
}

/**
 * What was changed: all else the method of the catalogue knows better.
 * @param {Options} given
 */
function withoutDefaults(given) {
  const { method, path, params } = given[CALL] ?? {};
  const known = { method, path, body: params, query: params };
  for (const [name, value] of Object.entries(known)) {
    if (value !== undefined && given[name] === value) delete given[name];
  }
  return given;
}

/**
 * Whether a client is no longer what it was made as: each method is looked up by its name, which costs
 * next to nothing.
 * @param {any} client
 * @param {Record<string, any>} base
 */
export function replacesAny(client, base) {
  if (Object.getPrototypeOf(client) !== base.prototype) adoptFields(client);
  return (
    client.prepareOptions !== base.prepareOptions ||
    client.prepareRequest !== base.prepareRequest ||
    client.authHeaders !== base.authHeaders ||
    client.defaultHeaders !== base.defaultHeaders ||
    client.defaultQuery !== base.defaultQuery ||
    client.buildURL !== base.buildURL ||
    client.fetchWithTimeout !== base.fetchWithTimeout ||
    client.request !== base.request ||
    client.get !== base.get ||
    client.post !== base.post ||
    client.put !== base.put ||
    client.patch !== base.patch ||
    client.delete !== base.delete
  );
}

/**
 * Calls a function with a value, or with what a promise gives.
 * @param {any} value
 * @param {(value: any) => any} use
 */
export const whenKnown = (value, use) =>
  typeof value?.then === "function" ? Promise.resolve(value).then(use) : use(value);

/**
 * A call of the catalogue through the methods that a client has of its own.
 * @param {Parts} parts
 * @param {{ signature: any, id: any, params: any, options: any, how: any }} asked
 * @param {(parts: Parts, how: any, options: any) => any} start
 */
export function callThrough(parts, { signature, id, params, options, how }, start) {
  let target;
  try {
    const plain = prepare({ ...signature, params: "none" }, id, params, null);
    target = targetOf(sending(parts, signature.index, plain, undefined));
  } catch (thrown) {
    return new how.Class(Promise.reject(thrown), answerOf);
  }
  const [verb, path] = target;
  const method = verb.toLowerCase();
  const all = { ...how, method, path, params };
  const place = signature.params === "query" ? "query" : "body";
  const given = params == null ? {} : { [place]: params };
  const own = whenKnown(options, (options) => ({ ...given, ...options, [CALL]: all }));
  // As with `openai`, a list goes past them: what they give need not be one.
  if (how.Class !== PagePromise) return parts.client[method](path, own);
  return start(
    parts,
    all,
    whenKnown(own, (own) => ({ method, path, ...own })),
  );
}

/**
 * The method, the path and the URL of a call that is not made.
 * @param {import("../call/fetch.js").Sending} sending
 */
function targetOf({ call }) {
  const target = /** @type {string} */ (call.read("target"));
  call.free();
  return target.split("\0");
}
