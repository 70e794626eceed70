// Hangs the catalogue's methods on real objects: `client.chat.completions.create`.

import { catalogue } from "#glue";

/**
 * @typedef {object} Endpoint
 * @property {number} line where its line of the catalogue begins
 * @property {string} shape `i` for an id, `p` for parameters, `l` for a list
 * @property {string[]} words
 */
/** @typedef {(client: any, endpoint: Endpoint, id: any, params: any, options: any) => any} Call */
/** @typedef {{ methods: Record<string, Function>, children: Map<string, Tree> }} Tree */

/**
 * The tree of namespaces with their methods.
 * @param {Call} call
 * @param {Record<string, Function>} composed further methods by their dotted names
 */
export function grow(call, composed) {
  const root = emptyTree();
  const add = (/** @type {string} */ name, /** @type {Function} */ made) => {
    const path = name.split(".");
    const method = /** @type {string} */ (path.pop());
    path.reduce(descend, root).methods[method] = named(method, made);
  };
  for (const line of catalogue().split("\n")) {
    const [name, offset, shape, ...words] = line.split(" ");
    add(name, methodOf(call, { line: Number(offset), shape, words }));
  }
  for (const [name, made] of Object.entries(composed)) add(name, made);
  return root;
}

/** @returns {Tree} */
const emptyTree = () => ({ methods: {}, children: new Map() });

/**
 * @param {Tree} tree
 * @param {string} name
 * @returns {Tree}
 */
function descend(tree, name) {
  const child = tree.children.get(name) ?? emptyTree();
  tree.children.set(name, child);
  return child;
}

/**
 * A method that takes `(id, params, options)`, or those of them that the endpoint has.
 * @param {Call} call
 * @param {Endpoint} endpoint
 */
function methodOf(call, endpoint) {
  const { shape, words } = endpoint;
  const takesId = shape.includes("i");
  const takesParams = shape.includes("p");
  const mayLeaveOut = words.includes("query");
  /** @this {any} @param {any[]} args */
  return function (...args) {
    const id = takesId ? args.shift() : undefined;
    const [params, options] = takesParams ? args : [undefined, args[0]];
    const isOptions =
      mayLeaveOut &&
      (words.includes("options_first") ? args.length < 2 : areOptions(params, options, words));
    return isOptions
      ? call(this._client, endpoint, id, undefined, params)
      : call(this._client, endpoint, id, params, options);
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
 * @param {string[]} words
 */
function areOptions(params, options, words) {
  if (!params || typeof params !== "object") return false;
  const names = Object.keys(params).filter((name) => params[name] !== undefined);
  const isRisky = (/** @type {string} */ name) =>
    (RISKY.has(name) || name.startsWith("__")) && !words.includes(name);
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
 * Puts a tree's methods on a prototype, and its namespaces as getters that make them on first use.
 * @param {object} prototype
 * @param {Tree} tree
 */
export function hang(prototype, tree) {
  for (const [name, value] of Object.entries(tree.methods)) {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
  for (const [name, child] of tree.children) {
    const Namespace = namespaceOf(name, child);
    Object.defineProperty(prototype, name, {
      get() {
        const value = new Namespace(this._client ?? this);
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true });
        return value;
      },
      enumerable: true,
      configurable: true,
    });
  }
}

/**
 * @param {string} name
 * @param {Tree} tree
 * @returns {any}
 */
function namespaceOf(name, tree) {
  const title = name[0].toUpperCase() + name.slice(1);
  const Namespace = class {
    /** @param {any} client */
    constructor(client) {
      Object.defineProperty(this, "_client", { value: client });
    }
  };
  hang(Namespace.prototype, tree);
  return named(title, Namespace);
}

/**
 * @template T
 * @param {string} name
 * @param {T} made
 */
const named = (name, made) => Object.defineProperty(made, "name", { value: name });
