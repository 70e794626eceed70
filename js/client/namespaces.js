// Hangs the catalogue's methods on real objects: `client.chat.completions.create`.

import { catalogue, signature as signatureAt } from "../boundary/guard.js";
import { signatureOf } from "../encode/arguments.js";

/**
 * What a line of the catalogue says: where it stands (`index`), which arguments its method takes
 * (`shape`: `i` for an id, `p` for parameters, `l` if it gives a list), and its words.
 * @typedef {Record<string, any>} Signature
 */
/** @typedef {(client: any, signature: Signature, id: any, params: any, options: any) => any} Call */
/**
 * The methods of a namespace: their lines, and where these and the namespace's own line begin.
 * @typedef {{ lines: string, start: number, head: number }} Block
 */
/**
 * A dotted name with a method of it; with a dot at its end, it is that of a namespace.
 * @typedef {[name: string, source: Block | Function]} Entry
 */
/** @typedef {(index: number) => Function} Make */

/** The line of a namespace, its name, and the lines of its methods. */
const NAMESPACE = /^(\S+).*\n((?: .*\n?)*)/gm;

/**
 * Puts the catalogue on a prototype.
 * @param {object} prototype
 * @param {Call} call
 * @param {Record<string, Function>} composed further methods by their dotted names
 */
export function hangCatalogue(prototype, call, composed) {
  /** @type {Entry[]} */
  const entries = [];
  // What stands in a namespace is read when that is wanted: a first call waits for one or two.
  for (const { 0: all, 1: name, 2: lines, index } of catalogue().matchAll(NAMESPACE)) {
    const block = { lines, start: index + all.length - lines.length, head: index };
    entries.push([`${name}.`, block]);
  }
  hang(prototype, entries.concat(Object.entries(composed)), (index) => methodOf(call, index));
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
  /** @type {Record<string, Entry[]>} */
  const namespaces = {};
  for (const [name, source] of entries) {
    const dot = name.indexOf(".");
    if (dot >= 0) (namespaces[name.slice(0, dot)] ??= []).push([name.slice(dot + 1), source]);
    else if (typeof source === "function") hangMethod(prototype, name, source);
    else hangMethods(prototype, source, make);
  }
  for (const [name, inner] of Object.entries(namespaces))
    hangNamespace(prototype, name, inner, make);
}

/**
 * @param {object} prototype
 * @param {Block} block
 * @param {Make} make
 */
function hangMethods(prototype, { lines, start, head }, make) {
  let offset = start;
  for (const line of lines.split("\n")) {
    if (line) hangMethod(prototype, line.split(" ", 2)[1], make(head * 65536 + offset));
    offset += line.length + 1;
  }
}

/**
 * @param {object} prototype
 * @param {string} name
 * @param {Function} method
 */
export function hangMethod(prototype, name, method) {
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
