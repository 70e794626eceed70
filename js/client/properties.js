// The options of a client that can be read and set: properties of whatever stands for it.

import { optionOf, setOption } from "./core.js";

/** @typedef {import("./core.js").Parts} Parts */

/** The options of a client that can be read and set. */
const PROPERTIES = [
  "adminAPIKey",
  "apiKey",
  "baseURL",
  "fetch",
  "fetchOptions",
  "logLevel",
  "logger",
  "maxRetries",
  "organization",
  "project",
  "timeout",
  "webhookSecret",
];

/**
 * Node's console shows the accessors of a class, with their values if it is asked to, but nothing of what
 * seems to be its own `Object`: there they are.
 * @param {object} prototype
 * @param {(client: any) => Parts} partsOf
 * @param {(parts: Parts, options: any) => void} warn
 */
export function defineProperties(prototype, partsOf, warn) {
  const readable = Object.create(Object.prototype, { constructor: { value: Object } });
  Object.setPrototypeOf(prototype, readable);
  for (const name of PROPERTIES) {
    Object.defineProperty(readable, name, {
      get() {
        return optionOf(partsOf(this), name);
      },
      set(value) {
        setOption(partsOf(this), name, value ?? null);
        warn(partsOf(this), { [name]: value });
      },
      configurable: true,
    });
  }
}

/**
 * Takes the fields of a subclass, which hide the options of the same names, for these options.
 * @param {any} client
 */
export function adoptFields(client) {
  for (const name of PROPERTIES) {
    if (!Object.hasOwn(client, name)) continue;
    const value = client[name];
    delete client[name];
    if (value !== undefined) client[name] = value;
  }
}
