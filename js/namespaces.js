// Hangs the catalogue's methods on real objects: `client.chat.completions.create`.

import { catalogue, signature as signatureAt } from "#glue";
import { signatureOf } from "./given.js";

/**
 * What a line of the catalogue says: where it stands (`index`), which arguments its method takes
 * (`shape`: `i` for an id, `p` for parameters, `l` if it gives a list), and its words.
 * @typedef {Record<string, any>} Signature
 */
/** @typedef {(client: any, signature: Signature, id: any, params: any, options: any) => any} Call */
/** @typedef {[name: string, source: number | Function]} Entry a dotted name, and an index or a method */
/** @typedef {(source: any) => Function} Make */

/**
 * Puts the catalogue on a prototype.
 * @param {object} prototype
 * @param {Call} call
 * @param {Record<string, Function>} composed further methods by their dotted names
 */
export function hangCatalogue(prototype, call, composed) {
  /** @type {Entry[]} */
  const entries = [];
  let [offset, head, namespace] = [0, 0, ""];
  for (const line of catalogue().split("\n")) {
    if (line.startsWith(" ")) {
      entries.push([`${namespace}.${line.split(" ", 2)[1]}`, head * 65536 + offset]);
    } else {
      [head, namespace] = [offset, line.split(" ", 1)[0]];
    }
    offset += line.length + 1;
  }
  hang(prototype, entries.concat(Object.entries(composed)), (source) =>
    typeof source === "number" ? methodOf(call, source) : source,
  );
}

/**
 * A method that takes `(id, params, options)`, or those of them that the endpoint has.
 * @param {Call} call
 * @param {number} index
 */
function methodOf(call, index) {
  /** @type {Signature | undefined} */
  let known;
  /** @this {any} @param {any[]} args */
  return function (...args) {
    const signature = (known ??= { ...signatureOf(signatureAt(index)), index });
    const { shape, query } = signature;
    const id = shape.includes("i") ? args.shift() : undefined;
    const [params, options] = shape.includes("p") ? args : [undefined, args[0]];
    const isOptions =
      query === "" &&
      ("options_first" in signature ? args.length < 2 : areOptions(params, options, signature));
    return isOptions
      ? call(this._client, signature, id, undefined, params)
      : call(this._client, signature, id, params, options);
  };
}

/** The options that may stand in place of the parameters of a query, and those that may not. */
const HARMLESS = new Set(
  "headers maxRetries timeout signal idempotencyKey query organization project firstByteTimeout idleTimeout lenientStreams maxRetryDelay".split(
    " ",
  ),
);
const RISKY = new Set("method path body stream httpAgent fetchOptions defaultBaseURL".split(" "));

/**
 * Whether what stands in place of the parameters are the options.
 * @param {any} params
 * @param {any} options
 * @param {Signature} signature
 */
function areOptions(params, options, signature) {
  if (!params || typeof params !== "object") return false;
  const names = Object.keys(params).filter((name) => params[name] !== undefined);
  const isRisky = (/** @type {string} */ name) =>
    (RISKY.has(name) || name.startsWith("__")) && !(name in signature);
  const found = names.filter((name) => HARMLESS.has(name) || isRisky(name));
  if (found.length === 0) return false;
  if (options !== undefined || found.length < names.length) {
    throw new TypeError(`${found[0]} is an option: pass options after the parameters`);
  }
  const risky = found.find(isRisky);
  if (risky) throw new TypeError(`pass ${risky} after the parameters: (undefined, { ${risky} })`);
  return true;
}

/**
 * Puts methods on a prototype, and namespaces as getters that make them on first use: most are never
 * used, and making them all is what a first call would wait for.
 * @param {object} prototype
 * @param {Entry[]} entries
 * @param {Make} make
 */
function hang(prototype, entries, make) {
  /** @type {Map<string, Entry[]>} */
  const namespaces = new Map();
  for (const [name, source] of entries) {
    const dot = name.indexOf(".");
    if (dot < 0) hangMethod(prototype, name, make(source));
    else entriesOf(namespaces, name.slice(0, dot)).push([name.slice(dot + 1), source]);
  }
  for (const [name, inner] of namespaces) hangNamespace(prototype, name, inner, make);
}

/**
 * @param {Map<string, Entry[]>} namespaces
 * @param {string} name
 */
function entriesOf(namespaces, name) {
  const entries = namespaces.get(name) ?? [];
  if (entries.length === 0) namespaces.set(name, entries);
  return entries;
}

/**
 * @param {object} prototype
 * @param {string} name
 * @param {Function} method
 */
function hangMethod(prototype, name, method) {
  const value = named(name, method);
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

/**
 * @param {object} prototype
 * @param {string} name
 * @param {Entry[]} entries
 * @param {Make} make
 */
function hangNamespace(prototype, name, entries, make) {
  /** @type {any} */
  let Namespace;
  Object.defineProperty(prototype, name, {
    get() {
      Namespace ??= namespaceOf(name, entries, make);
      const value = new Namespace(this._client ?? this);
      Object.defineProperty(this, name, { value, enumerable: true, configurable: true });
      return value;
    },
    enumerable: true,
    configurable: true,
  });
}

/**
 * @param {string} name
 * @param {Entry[]} entries
 * @param {Make} make
 * @returns {any}
 */
function namespaceOf(name, entries, make) {
  const title = name[0].toUpperCase() + name.slice(1);
  const Namespace = class {
    /** @param {any} client */
    constructor(client) {
      Object.defineProperty(this, "_client", { value: client });
    }
  };
  hang(Namespace.prototype, entries, make);
  return named(title, Namespace);
}

/**
 * @template T
 * @param {string} name
 * @param {T} made
 */
const named = (name, made) => Object.defineProperty(made, "name", { value: name });
