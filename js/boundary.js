// What Rust asks of JavaScript: the platform's objects, in as few crossings as possible.

import { OpenAIError } from "./errors.js";

export { decode } from "./decode.js";
export { formOf, isStream, rawBody } from "./form.js";
export { flatQuery, omit } from "./params.js";

/**
 * An environment variable, where the runtime has any and lets them be read.
 * @param {string} name
 * @returns {string | undefined}
 */
export function environment(name) {
  const { process, Deno } = /** @type {any} */ (globalThis);
  try {
    return (process?.env?.[name] ?? Deno?.env?.get?.(name))?.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether a key would be handed to everybody who opens the page or its worker. */
export function isBrowser() {
  const { window, navigator, WorkerGlobalScope, WorkerNavigator } = /** @type {any} */ (globalThis);
  if (window?.document && navigator) return true;
  const isWorker =
    typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope;
  return isWorker && typeof WorkerNavigator === "function" && navigator instanceof WorkerNavigator;
}

/**
 * A record's own names and values one after the other, none of what is no object; it throws what
 * a getter throws.
 * @param {any} record
 */
export const flatEntries = (record) =>
  Object(record) === record ? Object.entries(record).flat(1) : [];

/**
 * The ids in an argument and in fields of parameters, a line each; none if reading them throws.
 * @param {any} id one, or a list
 * @param {any} params
 * @param {string} fields separated by spaces
 */
export function namedIds(id, params, fields) {
  try {
    const given = [id, ...fields.split(" ").map((field) => params?.[field])].flat();
    const ids = given.map((each) => (typeof each === "string" ? each : each?.id));
    return ids.filter((each) => typeof each === "string").join("\n");
  } catch {
    return "";
  }
}

/**
 * What a call is driven with.
 * @param {string} name what messages call it
 * @param {string} kind `stream`, `bytes`, `body`, or the word for the cursor of a page
 * @param {number} items of a stream: 0 the data, 1 `{event, data}`, 2 the data, never an error
 * @param {number} timeout
 * @param {number} firstByteTimeout
 * @param {number} idleTimeout
 * @param {Promise<[any, string?]> | undefined} form
 * @param {AbortSignal | undefined} signal
 */
export function plan(name, kind, items, timeout, firstByteTimeout, idleTimeout, form, signal) {
  return { name, kind, items, timeout, firstByteTimeout, idleTimeout, form, signal };
}

/**
 * The kind of a value, for messages.
 * @param {unknown} value
 */
export function typeName(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/**
 * A value as text.
 * @param {unknown} value
 */
export function spell(value) {
  try {
    return String(value);
  } catch {
    return "";
  }
}

/**
 * Names and values of given headers one after the other; a value of `null` removes.
 * @param {any} headers Headers, an array of pairs, or a record
 * @returns {unknown[]}
 */
export function flatHeaders(headers) {
  const isRecord = typeof headers[Symbol.iterator] !== "function";
  const pairs = isRecord ? Object.entries(headers) : [...headers];
  return pairs.flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((one) => (one === undefined ? [] : [name, one === null ? null : String(one)])),
  );
}

/**
 * Sends a request as `fetch(url, init)`.
 * @param {typeof fetch | undefined} custom
 * @param {string} url
 * @param {string} method
 * @param {string} flat the headers' names and values, each ended by NUL
 * @param {BodyInit | undefined} body
 * @param {AbortSignal} signal
 * @param {RequestInit | undefined} base
 * @param {RequestInit | undefined} more
 */
export function send(custom, url, method, flat, body, signal, base, more) {
  const parts = flat.split("\0");
  const headers = new Headers();
  for (let i = 0; i + 1 < parts.length; i += 2) headers.set(parts[i], parts[i + 1]);
  /** @type {any} */
  const init = { method, headers, ...base, ...more, signal };
  if (body !== undefined) init.body = body;
  // A stream cannot be sent to a second place; Node, unless told so, keeps all of it for that.
  if (body instanceof ReadableStream) {
    Object.assign(init, { duplex: "half", window: null, redirect: init.redirect ?? "error" });
  }
  const call = custom ?? globalThis.fetch;
  return call(url, init);
}

/**
 * Whether a value is an `AbortSignal`, of whichever realm.
 * @param {any} value
 */
export function isSignal(value) {
  const hasListeners =
    typeof value?.addEventListener === "function" &&
    typeof value.removeEventListener === "function";
  return hasListeners && typeof value.aborted === "boolean";
}

/**
 * Calls a hook; what it throws, or rejects with, does no harm.
 * @param {(event: unknown) => unknown} hook
 * @param {string} event as JSON
 */
export function tell(hook, event) {
  try {
    Promise.resolve(hook(JSON.parse(event))).catch(() => {});
  } catch {
    // The call goes on as if nobody had listened.
  }
}

/** @param {string} id */
export const organization = (id) => ({ organization: id });

/**
 * What may be shown of a client.
 * @param {string} baseURL
 * @param {string | undefined} organization
 * @param {string | undefined} project
 * @param {string} apiKey its label
 */
export function description(baseURL, organization, project, apiKey) {
  return { baseURL, organization: organization ?? null, project: project ?? null, apiKey };
}

/**
 * An error of this package's own making: bad input, a broken answer.
 * @param {string} message
 */
export function clientError(message) {
  return new OpenAIError(message);
}
