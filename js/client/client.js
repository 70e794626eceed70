// The client: the face of the wasm module, with the namespaces of the catalogue.

import { warning as warningOf } from "../boundary/guard.js";
import { answerOf } from "../response/parse.js";
import { composed } from "./composed.js";
import { drive } from "../call/drive.js";
import { OpenAIError, errorClasses } from "../errors.js";
import { encodeOptions } from "../encode/options.js";
import { toFile, toStreamingFile } from "../encode/file.js";
import { prepare, prepareByHand, withBody } from "../encode/arguments.js";
import { warnOnce } from "./log.js";
import { hangCatalogue, hangMethod } from "./namespaces.js";
import { changedParts, newParts, sending, setOption } from "./core.js";
import { APIPromise, PagePromise } from "../response/promise.js";
import { verify } from "./verify.js";

/** The key under which `withOptions` hands the parts of a client to its constructor. */
const PARTS = Symbol("parts");

/** The options of a client that can be read, and those that can be set besides. */
const READABLE = ["webhookSecret", "fetchOptions"];
const SETTABLE = [
  "apiKey",
  "adminAPIKey",
  "organization",
  "project",
  "baseURL",
  "timeout",
  "maxRetries",
];

/** @typedef {import("./core.js").Parts} Parts */

/** @type {(client: OpenAIClient) => Parts} */
let partsOf;

let isComplete = false;

/** A client of the OpenAI API. */
export class OpenAIClient {
  static DEFAULT_TIMEOUT = 600_000;
  /** @type {Parts} */
  #parts;

  /** @param {any} [options] an API key, or options */
  constructor(options) {
    this.#parts = options?.[PARTS] ?? newParts(options);
    complete();
    warn(this.#parts, this);
  }

  get logger() {
    return this.#parts.log.logger;
  }

  get logLevel() {
    return this.#parts.log.level;
  }

  /**
   * A client that differs in some options; it shares the ledger and costs next to nothing.
   * @param {any} options
   * @returns {this}
   */
  withOptions(options) {
    const Class = /** @type {any} */ (this.constructor);
    return new Class({ [PARTS]: changedParts(this.#parts, options) });
  }

  /**
   * Any request: a path below the base URL or a whole URL, a method, a body, a query.
   * @param {any} options
   */
  request(options) {
    const make = (/** @type {any} */ options) =>
      sending(this.#parts, 0, prepareByHand(options), options);
    return new APIPromise(begin(options, make), answerOf);
  }

  /**
   * What is left and what was used, as far as it is known: of one scope, or a list of all.
   * @param {{ organization?: string | null, project?: string | null, model?: string }} [scope]
   */
  rateLimits(scope) {
    return JSON.parse(this.#parts.core.rateLimits(encodeOptions(scope).text));
  }

  /** Everything that this client and those made from it remember of organizations. */
  get ledger() {
    const { core } = this.#parts;
    return {
      toJSON: () => ({ version: 1, lines: core.get("snapshot").split("\n") }),
      load(/** @type {any} */ snapshot) {
        const lines = snapshot?.version === 1 && snapshot.lines;
        if (Array.isArray(lines) && core.load(lines.join("\n"))) return;
        throw new OpenAIError("this is no snapshot of a ledger, or one of another version");
      },
    };
  }

  /**
   * Whether the key may use organizations, what it sees there, and what is wrong if not.
   * @param {string[]} [organizations] those listed in the options, if left out
   */
  verify(organizations) {
    return verify(this, organizations ?? listedIn(this.#parts.core));
  }

  /** What may be shown of the client: the key by its kind and last four characters. */
  toJSON() {
    const { core } = this.#parts;
    return {
      baseURL: core.get("baseURL"),
      organization: core.get("organization"),
      project: core.get("project"),
      apiKey: core.get("keyLabel"),
    };
  }

  /**
   * What `console.log` of Node shows.
   * @param {number} depth
   * @param {object} options
   * @param {(value: unknown, options: object) => string} inspect
   */
  [Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) {
    return `OpenAIClient ${inspect(this.toJSON(), options)}`;
  }

  static {
    partsOf = (client) => client.#parts;
  }
}

Object.assign(OpenAIClient, errorClasses, { OpenAI: OpenAIClient, toFile, toStreamingFile });

/**
 * Warns once of an id that looks like a name: the API would say no more than "No such organization".
 * @param {Parts} parts
 * @param {any} given
 */
function warn({ core, log }, given) {
  for (const name of ["organization", "project"]) {
    const value = given[name];
    const text = typeof value === "string" && isOfficial(core) && warningOf(name, value);
    if (text) warnOnce(log, text);
  }
}

/**
 * Whether calls go to the API itself: elsewhere an id may look like anything.
 * @param {any} core
 */
const isOfficial = (core) => core.get("baseURL").includes("//api.openai.com");

for (const method of ["get", "post", "put", "patch", "delete"]) {
  /** @this {OpenAIClient} @param {string} path @param {any} [options] */
  const send = function (path, options) {
    return this.request(whenKnown(options, (options) => ({ method, path, ...options })));
  };
  hangMethod(OpenAIClient.prototype, method, send);
}

/** @param {any} core */
const listedIn = (core) => [...new Set(core.get("listed").split("\n").filter(Boolean))];

/**
 * Starts a call at once, or when its options are known; what is wrong with it becomes a rejection.
 * @param {any} options
 * @param {(options: any) => any} make
 */
function begin(options, make) {
  try {
    return whenKnown(options, (options) => drive(make(options)));
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

/**
 * Calls a function with a value, or with what a promise gives.
 * @param {any} value
 * @param {(value: any) => any} use
 */
const whenKnown = (value, use) =>
  typeof value?.then === "function" ? Promise.resolve(value).then(use) : use(value);

/** Hangs the namespaces and the options on the class: on first use, as it needs the module. */
function complete() {
  if (isComplete) return;
  isComplete = true;
  hangCatalogue(OpenAIClient.prototype, call, composed);
  for (const name of READABLE) property(name);
  for (const name of SETTABLE) property(name, true);
}

/**
 * @param {string} name
 * @param {boolean} [isSettable]
 */
function property(name, isSettable) {
  /** @this {OpenAIClient} @param {unknown} value */
  function set(value) {
    setOption(partsOf(this), name, value ?? null);
    warn(partsOf(this), { [name]: value });
  }
  Object.defineProperty(OpenAIClient.prototype, name, {
    get() {
      const { core, jsOptions } = partsOf(this);
      return name === "fetchOptions" ? jsOptions[name] : core.get(name);
    },
    set: isSettable ? set : undefined,
    configurable: true,
  });
}

/** @type {import("./namespaces.js").Call} */
function call(client, signature, id, params, options) {
  const Class = signature.shape.endsWith("l") ? PagePromise : APIPromise;
  const asksForFloats = "base64" in signature && !params?.encoding_format;
  const wanted = asksForFloats ? { ...params, encoding_format: "base64" } : params;
  const views = asksForFloats ? { floats: "" } : signature;
  const make = (/** @type {any} */ options) => {
    const parts = partsOf(client);
    const prepared = prepare(signature, id, wanted, parts.idFields);
    return sending(parts, signature.index, withBody(prepared, options, signature.name), options);
  };
  if (options?.organization || options?.project) warn(partsOf(client), options);
  return new Class(begin(options, make), (exchange) => answerOf(exchange, views));
}
