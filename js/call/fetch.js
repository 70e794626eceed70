// Hands a request to `fetch`, and calls the hooks for what happens meanwhile.

import { takeStash } from "../boundary/utf8.js";
import { sendObject } from "./foreign.js";
import { decodeHookEvents, decodeRequest } from "../boundary/wire.js";

/**
 * What JavaScript has of a call: what is sent with it, what the client has for JavaScript alone, and
 * the same of the call's own options.
 * @typedef {object} Sending
 * @property {import("#glue").Call} call
 * @property {unknown} [body]
 * @property {Promise<[unknown, string?]>} [form]
 * @property {Record<string, any>} jsOptions
 * @property {Record<string, any>} [own]
 */

/**
 * Sends the request of a call.
 * @param {Sending} sending
 * @param {AbortController} controller ends it
 * @param {[unknown, string?]} [form] that was made, with its content type
 * @returns {Promise<Response>}
 */
export function send(sending, controller, [form, type] = [undefined]) {
  const { method, url, body, headers } = decodeRequest(sending.call.send(type ?? ""));
  runHooks(sending);
  const { jsOptions, own } = sending;
  return dispatch(method, url, headers, body ?? form ?? sending.body, controller, jsOptions, own);
}

/**
 * Calls `fetch(url, init)`.
 *
 * The headers and the signal are made for a `fetch` that looks at them, and no class is looked at
 * before: the first look at `Headers` takes Node 20 ms, at `ReadableStream` one.
 * @param {string} method
 * @param {string} url
 * @param {string[]} flatHeaders names and values by turns
 * @param {any} body
 * @param {AbortController} controller
 * @param {Record<string, any> | undefined} jsOptions the client's `fetch` and `fetchOptions`
 * @param {Record<string, unknown> | undefined} own the call's `fetchOptions`
 * @returns {Promise<Response>}
 */
export function dispatch(method, url, flatHeaders, body, controller, jsOptions, own) {
  /** @type {Headers | undefined} */
  let headers;
  /** @type {AbortSignal | null | undefined} */
  let signal;
  /** @type {RequestInit & { duplex?: string }} */
  const init = {
    method,
    get headers() {
      return (headers ??= headersOf(flatHeaders));
    },
    set headers(value) {
      headers = value;
    },
    get signal() {
      return signal === undefined ? (signal = controller.signal) : signal;
    },
    set signal(value) {
      signal = value;
    },
  };
  const more = [jsOptions?.fetchOptions, own?.fetchOptions].filter(Boolean);
  // The signal stays the call's own.
  if (more.length > 0) Object.assign(init, ...more, { signal: undefined });
  if (body !== undefined) init.body = body;
  const fetch = jsOptions?.fetch ?? globalThis.fetch;
  if (typeof body !== "object") return fetch(url, init);
  const isStream = body instanceof ReadableStream;
  if (isStream) Object.assign(init, { duplex: "half", window: null, redirect: redirectOf(init) });
  return isStream || body instanceof FormData ? sendObject(fetch, url, init) : fetch(url, init);
}

/**
 * A stream cannot be sent to a second place; Node, unless told so, keeps all of it for that. Workers
 * know no such word, and hand the redirect out instead.
 * @param {RequestInit} init
 */
function redirectOf({ redirect = "error" }) {
  try {
    return new Request("http://localhost", { redirect }).redirect;
  } catch {
    return "manual";
  }
}

/** @param {string[]} flat names and values by turns */
function headersOf(flat) {
  const headers = new Headers();
  for (let i = 0; i + 1 < flat.length; i += 2) headers.set(flat[i], flat[i + 1]);
  return headers;
}

/**
 * Calls the hooks for the step just taken; what one throws, or rejects with, does no harm.
 * @param {Sending} sending
 */
export function runHooks({ jsOptions }) {
  const events = takeStash();
  if (!events) return;
  for (const [name, event] of decodeHookEvents(events)) {
    const hook = jsOptions[name];
    try {
      const result = hook(event);
      if (result?.then) Promise.resolve(result).catch(() => {});
    } catch {
      // The call goes on as if there were no hook.
    }
  }
}
