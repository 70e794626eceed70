// Makes real objects of the catalogue: `client.chat.completions.create`, and its class.

import { catalogue, signature as signatureAt } from "../boundary/guard.js";
import { signatureOf } from "../encode/arguments.js";
import { OF_CLIENT } from "./core.js";

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
 * The classes of the namespaces of a client by their names, each made when it is asked for.
 * @typedef {Record<string, () => any>} Classes
 */

/** The namespaces of a client, which its class has before the module can be asked. */
export const NAMESPACES =
  "admin audio batches beta chat completions containers contentProvenanceChecks conversations " +
  "decisions embeddings evals files fineTuning images live models moderations realtime " +
  "responses safety skills uploads vectorStores videos webhooks";

/**
 * The classes of the namespaces of the catalogue.
 * @param {object} prototype of the client, which gets the methods that stand in none
 * @param {Call} call
 * @param {Record<string, Function>} composed further methods by their dotted names
 */
export function defineCatalogue(prototype, call, composed) {
  /** @type {Entry[]} */
  const entries = [];
  // What stands in a namespace is read when that is wanted: a first call waits for one or two.
  for (const { 0: all, 1: name, 2: lines, index } of catalogue().matchAll(NAMESPACE)) {
    const block = { lines, start: index + all.length - lines.length, head: index };
    entries.push([`${name}.`, block]);
  }
  return define(prototype, entries.concat(Object.entries(composed)), (index) =>
    methodOf(call, index),
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
  const found = names.filter((name) => HARMLESS.has(name) || OF_CLIENT.has(name) || isRisky(name));
  if (found.length === 0) return false;
  if (options !== undefined || found.length < names.length) {
    throw new TypeError(`${found[0]} is an option: pass options after the parameters`);
  }
  const risky = found.find(isRisky);
  if (risky) throw new TypeError(`pass ${risky} after the parameters: (undefined, { ${risky} })`);
  return true;
}

/**
 * Puts methods on a prototype, and gives the classes of the namespaces in it.
 * @param {object} prototype
 * @param {Entry[]} entries
 * @param {Make} make
 * @returns {Classes}
 */
function define(prototype, entries, make) {
  /** @type {Record<string, Entry[]>} */
  const namespaces = {};
  for (const [name, source] of entries) {
    const dot = name.indexOf(".");
    if (dot >= 0) (namespaces[name.slice(0, dot)] ??= []).push([name.slice(dot + 1), source]);
    else if (typeof source === "function")
      defineMethod(prototype, name, methodIn(prototype, name, source));
    else defineMethods(prototype, source, make);
  }
  const pairs = Object.entries(namespaces).map(([name, inner]) => {
    /** @type {any} */
    let Class;
    return [name, () => (Class ??= classOf(name, inner, make))];
  });
  return Object.fromEntries(pairs);
}

/**
 * @param {object} prototype
 * @param {Block} block
 * @param {Make} make
 */
function defineMethods(prototype, { lines, start, head }, make) {
  let offset = start;
  for (const line of lines.split("\n")) {
    if (line) defineMethod(prototype, line.split(" ", 2)[1], make(head * 65536 + offset));
    offset += line.length + 1;
  }
}

/**
 * A method, or what is put around the one that is there.
 * @param {any} prototype
 * @param {string} name
 * @param {any} source
 */
const methodIn = (prototype, name, source) => source.around?.(prototype[name]) ?? source;

/**
 * @param {object} prototype
 * @param {string} name
 * @param {Function} method
 */
export function defineMethod(prototype, name, method) {
  const value = named(name, method);
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}

/**
 * A property for each namespace that makes it when it is first looked at: most are never used. It is
 * the object's own, so that whoever copies the object has it, and can be set.
 * @param {Classes} classes
 * @param {(owner: any) => any} clientOf
 */
export function propertiesOf(classes, clientOf) {
  const pairs = Object.entries(classes).map(([name, classOf]) => [
    name,
    lazy(name, (owner) => new (classOf())(clientOf(owner)), true),
  ]);
  return Object.fromEntries(pairs);
}

/**
 * Puts the classes of namespaces on a class, as `OpenAI.Chat.Completions`.
 * @param {object} Class
 * @param {Iterable<[name: string, classOf: () => any]>} classes
 */
export function defineClasses(Class, classes) {
  for (const [name, classOf] of classes) {
    Object.defineProperty(Class, titled(name), lazy(titled(name), classOf));
  }
}

/**
 * @param {string} name
 * @param {(owner: any) => any} make
 * @param {boolean} [enumerable]
 * @returns {PropertyDescriptor & ThisType<any>}
 */
function lazy(name, make, enumerable = false) {
  /** @param {any} owner @param {any} value */
  const keep = (owner, value) => {
    const property = { value, writable: true, configurable: true, enumerable };
    Object.defineProperty(owner, name, property);
    return value;
  };
  return {
    get() {
      return keep(this, make(this));
    },
    set(value) {
      keep(this, value);
    },
    configurable: true,
    enumerable,
  };
}

/**
 * @param {string} name
 * @param {Entry[]} entries
 * @param {Make} make
 * @returns {any}
 */
function classOf(name, entries, make) {
  const Namespace = class {
    /** @param {any} client */
    constructor(client) {
      this._client = client;
      Object.defineProperties(this, properties);
    }
  };
  const classes = define(Namespace.prototype, entries, make);
  const properties = propertiesOf(classes, ({ _client }) => _client);
  defineClasses(Namespace, Object.entries(classes));
  return named(titled(name), Namespace);
}

/** The classes that are not called what their namespace is. @type {Record<string, string>} */
const TITLES = { apiKeys: "APIKeys", chatkit: "ChatKit" };

/** @param {string} name */
const titled = (name) => TITLES[name] ?? name[0].toUpperCase() + name.slice(1);

/**
 * @template T
 * @param {string} name
 * @param {T} made
 */
const named = (name, made) => Object.defineProperty(made, "name", { value: name });
