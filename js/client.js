// The client: the face of the wasm module, with the namespaces of the catalogue.

import { Client } from "#glue";
import { answerOf } from "./answer.js";
import { drive } from "./drive.js";
import { OpenAIError } from "./errors.js";
import { grow, hang } from "./namespaces.js";
import { APIPromise, PagePromise } from "./promise.js";
import { verify } from "./verify.js";

/** The key under which `withOptions` hands the wasm half of a client to its constructor. */
const CORE = Symbol("core");

/** The options of a client that can be read, and those that can be set besides. */
const READABLE = ["webhookSecret", "fetchOptions", "logLevel", "dataResidency"];
const SETTABLE = [
  "apiKey",
  "adminAPIKey",
  "organization",
  "project",
  "baseURL",
  "timeout",
  "maxRetries",
];

/** @type {(client: OpenAIClient) => any} */
let coreOf;

let isComplete = false;

/** A client of the OpenAI API. */
export class OpenAIClient {
  #core;

  /** @param {any} [options] an API key, or options */
  constructor(options) {
    this.#core = options?.[CORE] ?? new Client(options);
    complete();
  }

  /**
   * A client that differs in some options; it shares the ledger and costs next to nothing.
   * @param {any} options
   * @returns {this}
   */
  withOptions(options) {
    const Class = /** @type {any} */ (this.constructor);
    return new Class({ [CORE]: this.#core.withOptions(options) });
  }

  /**
   * @param {string} path
   * @param {any} [options]
   */
  get(path, options) {
    return this.#send("get", path, options);
  }

  /**
   * @param {string} path
   * @param {any} [options]
   */
  post(path, options) {
    return this.#send("post", path, options);
  }

  /**
   * @param {string} path
   * @param {any} [options]
   */
  put(path, options) {
    return this.#send("put", path, options);
  }

  /**
   * @param {string} path
   * @param {any} [options]
   */
  patch(path, options) {
    return this.#send("patch", path, options);
  }

  /**
   * @param {string} path
   * @param {any} [options]
   */
  delete(path, options) {
    return this.#send("delete", path, options);
  }

  /**
   * Any request: a path below the base URL or a whole URL, a method, a body, a query.
   * @param {any} options
   */
  request(options) {
    const make = (/** @type {any} */ options) => this.#core.request(options);
    return new APIPromise(begin(make, options), answerOf);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {any} options
   */
  #send(method, path, options) {
    const whole = (/** @type {any} */ options) => ({ method, path, ...options });
    return this.request(isPromise(options) ? options.then(whole) : whole(options));
  }

  /**
   * What is left and what was used, as far as it is known: of one scope, or a list of all.
   * @param {{ organization?: string | null, project?: string | null, model?: string }} [scope]
   */
  rateLimits(scope) {
    return JSON.parse(this.#core.rateLimits(scope));
  }

  /** Everything that this client and those made from it remember of organizations. */
  get ledger() {
    const core = this.#core;
    return {
      toJSON: () => ({ version: 1, lines: core.snapshot().split("\n") }),
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
    return verify(this, organizations ?? this.#core.listed());
  }

  /** What may be shown of the client: the key by its kind and last four characters. */
  toJSON() {
    return this.#core.describe();
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
    coreOf = (client) => client.#core;
  }
}

/**
 * Starts a call at once, or when its options are known; what is wrong with it becomes a rejection.
 * @param {(options: any) => any} make
 * @param {any} options
 */
async function begin(make, options) {
  return drive(make(isPromise(options) ? await options : options));
}

/** @param {any} value */
const isPromise = (value) => typeof value?.then === "function";

/** Hangs the namespaces and the options on the class: on first use, as it needs the module. */
function complete() {
  if (isComplete) return;
  isComplete = true;
  hang(OpenAIClient.prototype, grow(call));
  for (const name of READABLE) property(name);
  for (const name of SETTABLE) property(name, true);
}

/**
 * @param {string} name
 * @param {boolean} [isSettable]
 */
function property(name, isSettable) {
  Object.defineProperty(OpenAIClient.prototype, name, {
    get() {
      return coreOf(this).get(name);
    },
    set: isSettable
      ? function (value) {
          coreOf(/** @type {any} */ (this)).set(name, value);
        }
      : undefined,
    configurable: true,
  });
}

/** @type {import("./namespaces.js").Call} */
function call(client, { line, shape, words }, id, params, options) {
  const Class = shape.endsWith("l") ? PagePromise : APIPromise;
  const asksForFloats = words.includes("base64") && !params?.encoding_format;
  const given = asksForFloats ? { ...params, encoding_format: "base64" } : params;
  const views = asksForFloats ? ["floats"] : words;
  const make = (/** @type {any} */ options) => coreOf(client).call(line, id, given, options);
  return new Class(begin(make, options), (exchange) => answerOf(exchange, views));
}
