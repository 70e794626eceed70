// Hangs the catalogue's methods on real objects: `client.chat.completions.create`.

import { catalogue } from "#glue";

/** @typedef {(client: any, line: number, id: unknown, params: unknown, options: unknown) => any} Call */
/** @typedef {{ methods: Record<string, Function>, children: Map<string, Tree> }} Tree */

/**
 * The tree of namespaces with their methods.
 * @param {Call} call
 * @param {Call} list
 */
export function grow(call, list) {
  const root = emptyTree();
  for (const line of catalogue().split("\n")) {
    const [name, offset, shape = ""] = line.split(" ");
    const path = name.split(".");
    const method = /** @type {string} */ (path.pop());
    const run = shape.endsWith("l") ? list : call;
    const tree = path.reduce(descend, root);
    tree.methods[method] = named(method, methodOf(run, Number(offset), shape));
  }
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
 * @param {Call} run
 * @param {number} line
 * @param {string} shape `i` for an id, `p` for parameters
 */
function methodOf(run, line, shape) {
  const takesId = shape.includes("i");
  const takesParams = shape.includes("p");
  if (takesId && takesParams) {
    return function (/** @type {any} */ id, /** @type {any} */ params, /** @type {any} */ options) {
      return run(this._client, line, id, params, options);
    };
  }
  if (takesId) {
    return function (/** @type {any} */ id, /** @type {any} */ options) {
      return run(this._client, line, id, undefined, options);
    };
  }
  if (takesParams) {
    return function (/** @type {any} */ params, /** @type {any} */ options) {
      return run(this._client, line, undefined, params, options);
    };
  }
  return function (/** @type {any} */ options) {
    return run(this._client, line, undefined, undefined, options);
  };
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
