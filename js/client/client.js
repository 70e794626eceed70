// The client: the face of the wasm module, with the namespaces of the catalogue.

import { answerOf } from "../response/parse.js";
import { composed } from "./composed.js";
import { drive } from "../call/drive.js";
import { OpenAIError, errorClasses } from "../errors.js";
import { encodeOptions } from "../encode/options.js";
import { toFile, toStreamingFile } from "../encode/file.js";
import { prepare, prepareByHand, withBody } from "../encode/arguments.js";
import { warnOnce } from "./log.js";
import {
  NAMESPACES,
  defineCatalogue,
  defineClasses,
  defineMethod,
  propertiesOf,
} from "./namespaces.js";
import { changedParts, newParts, optionOf, sending, setOption } from "./core.js";
import { APIPromise, PagePromise } from "../response/promise.js";
import { verify } from "./verify.js";
import { CALL, callThrough, hooksOf, replacesAny, whenKnown, withHooks } from "./hooks.js";
import { adoptFields, defineProperties } from "./properties.js";

/** The key under which `withOptions` hands the parts of a client to its constructor. */
const PARTS = Symbol("parts");

/** @typedef {import("./core.js").Parts} Parts */
/** @typedef {(parts: Parts, options: any) => import("../call/fetch.js").Sending} Make */
/**
 * What becomes of a call.
 * @typedef {{ Class: typeof APIPromise, make: Make, views?: Record<string, string> }} CatalogueCall
 */

/**
 * Found from the client itself, from a proxy of it, and from what inherits from it.
 * @param {any} client
 * @returns {Parts}
 */
const partsOf = (client) => client[PARTS]();

/** @type {{ Class: Function, parts: Parts } | undefined} of which a subclass is making another one */
let original;

/** @type {import("./namespaces.js").Classes} */
let classes;

/** @type {PropertyDescriptorMap} the namespaces of every client */
let namespaces;

/** A client of the OpenAI API. */
export class OpenAIClient {
  static DEFAULT_TIMEOUT = 600_000;

  /** @param {any} [options] an API key, or options */
  constructor(options) {
    const parts = options?.[PARTS] ?? partsFrom(new.target, options);
    parts.client = this;
    // In a function, which a console does not look into.
    Object.defineProperty(this, PARTS, { value: () => parts });
    complete();
    Object.defineProperties(this, namespaces);
    warn(parts, this);
    tellDefault(parts);
  }

  /**
   * A client that differs in some options; it shares the ledger and costs next to nothing.
   * @param {any} options
   * @returns {this}
   */
  withOptions(options) {
    const Class = /** @type {any} */ (this.constructor);
    const parts = partsOf(this);
    if (Class === OpenAIClient) return new Class({ [PARTS]: changedParts(parts, options) });
    adoptFields(parts.client);
    // A constructor of somebody else's reads them, and hands on what it makes of them.
    const all = { ...parts.options };
    if (options?.baseURL !== undefined) delete all.dataResidency;
    if (options?.dataResidency != null) delete all.baseURL;
    original = { Class, parts };
    try {
      return new Class({ ...all, ...options });
    } finally {
      original = undefined;
    }
  }

  /**
   * Any request: a path below the base URL or a whole URL, a method, a body, a query.
   * @param {unknown} options
   */
  request(options) {
    const { [CALL]: how } = /** @type {any} */ (options ?? {});
    return start(partsOf(this), { ...BY_HAND, ...how }, options);
  }

  /**
   * What is left and what was used, as far as it is known: of one scope, or a list of all.
   * @param {{ organization?: string | null, project?: string | null, model?: string }} [scope]
   */
  rateLimits(scope) {
    return JSON.parse(partsOf(this).core.rateLimits(encodeOptions(scope).text));
  }

  /** Everything that this client and those made from it remember of organizations. */
  get ledger() {
    const { core } = partsOf(this);
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
   * Whether organizations may be used, each with the key it is listed with: one request for each, and
   * one for the account's default.
   * @param {string | string[]} [organizations] one or several, those listed in the options, if left out
   */
  verify(organizations) {
    return verify(this, organizations ?? listedIn(partsOf(this).core));
  }

  /** What may be shown of the client: the key by its kind and last four characters. */
  toJSON() {
    const { core } = partsOf(this);
    return {
      baseURL: core.get("shownBaseURL"),
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
    Object.defineProperty(this, "name", { value: "OpenAI" });
  }
}

Object.assign(OpenAIClient, errorClasses, { OpenAI: OpenAIClient, toFile, toStreamingFile });

/**
 * Warns once of an id that looks like a name: the API would say no more than "No such organization";
 * and of a key that belongs to another organization than that of the client.
 * @param {Parts} parts
 * @param {any} given
 * @param {any} [organization] that of a call
 */
function warn({ core, log }, given, organization) {
  const tell = (/** @type {string} */ option, /** @type {any} */ value) => {
    const text = typeof value === "string" && core.warning(option, value);
    if (text) warnOnce(log, text);
  };
  tell("organization", given.organization);
  tell("project", given.project);
  tell("apiKey", organization ?? "");
}

/**
 * Tells once that the first of a list is the default, where nobody chose and nothing is routed.
 * @param {Parts} parts
 */
function tellDefault({ core, log, options: { organization, organizations, routing } }) {
  const isPlain = organizations && !routing && organization === undefined;
  const first = isPlain && core.get("organization");
  const text = `${first} is used where no organization is chosen: it is the first of organizations`;
  if (first) warnOnce(log, text, "info");
}

/**
 * The parts of a new client, or of another one of a subclass.
 * @param {Function} Class
 * @param {any} options
 */
function partsFrom(Class, options) {
  const parts = original?.Class === Class ? original.parts : undefined;
  if (!parts) return newParts(options);
  original = undefined;
  return changedParts(parts, options);
}

/** @type {CatalogueCall} */
const BY_HAND = {
  Class: APIPromise,
  make(parts, options) {
    const how = options?.[CALL];
    // What replaces a method may have handed on a promise of them.
    if (how) return Object.assign(this, how).make(parts, options);
    return sending(parts, 0, prepareByHand(options), options);
  },
};

/**
 * Starts a call, through the methods of a subclass that has any.
 * @param {Parts} parts
 * @param {CatalogueCall} how
 * @param {any} options
 */
function start(parts, how, options) {
  const isReplaced = replacesAny(parts.client, base);
  return run(parts, how, isReplaced ? withHooks(parts, base, options) : options);
}

/**
 * @param {Parts} parts
 * @param {CatalogueCall} how
 * @param {any} options
 */
function run(parts, how, options) {
  const begun = begin(options, (options) => how.make(parts, options));
  return new how.Class(begun, (/** @type {any} */ exchange) => answerOf(exchange, how.views));
}

/** @type {Record<string, any>} what a subclass may replace, as it is here */
const base = { ...hooksOf(partsOf), request: OpenAIClient.prototype.request };

for (const [name, method] of Object.entries(base)) {
  defineMethod(OpenAIClient.prototype, name, method);
}

for (const method of ["get", "post", "put", "patch", "delete"]) {
  /** @this {OpenAIClient} @param {string} path @param {unknown} [options] */
  const send = function (path, options) {
    return this.request(whenKnown(options, (options) => ({ method, path, ...options })));
  };
  defineMethod(OpenAIClient.prototype, method, send);
  base[method] = send;
}

base.prototype = OpenAIClient.prototype;

/** @param {any} core */
const listedIn = (core) => [...new Set(core.get("listed").split("\n").filter(Boolean))];

/**
 * Starts a call at once, or when its options are known; what is wrong with it becomes a rejection.
 * @param {unknown} options
 * @param {(options: unknown) => any} make
 */
function begin(options, make) {
  try {
    return whenKnown(options, (options) => drive(make(options)));
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

/** Makes the namespaces of every client: on first use, as it needs the module. */
function complete() {
  if (classes) return classes;
  classes = defineCatalogue(OpenAIClient.prototype, call, composed);
  namespaces = propertiesOf(classes, (owner) => partsOf(owner).client);
  return classes;
}

defineProperties(OpenAIClient.prototype, partsOf, warn);

const byName = NAMESPACES.split(" ").map((name) => [name, () => complete()[name]()]);
defineClasses(OpenAIClient, /** @type {any} */ (byName));

/** @type {import("./namespaces.js").Call} */
function call(client, signature, id, params, options) {
  const Class = signature.shape.endsWith("l") ? PagePromise : APIPromise;
  const asksForFloats = "base64" in signature && !params?.encoding_format;
  const wanted = asksForFloats ? { ...params, encoding_format: "base64" } : params;
  const views = asksForFloats ? { floats: "" } : signature;
  /** @type {Make} */
  const make = (parts, options) => {
    const prepared = prepare(signature, id, wanted, parts.idFields);
    return sending(parts, signature.index, withBody(prepared, options, signature.name), options);
  };
  const parts = partsOf(client);
  if (options?.organization || options?.project) warn(parts, options, options.organization);
  const how = { Class, make, views };
  if (!replacesAny(parts.client, base)) return run(parts, how, options);
  return callThrough(parts, { signature, id, params, options, how }, start);
}
