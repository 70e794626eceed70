// Hands a request to `fetch`, and what happens meanwhile to whoever wants to hear of it.

import { takeStash } from "../boundary/utf8.js";
import { sendObject } from "./foreign.js";

/**
 * What JavaScript has of a call: what is sent with it, what the client holds, and its own options.
 * @typedef {object} Sending
 * @property {any} call
 * @property {any} [body]
 * @property {Promise<[any, string?]>} [form]
 * @property {Record<string, any>} held
 * @property {Record<string, any>} [own]
 */

/**
 * Sends the request of a call.
 * @param {Sending} sending
 * @param {AbortController} controller ends it
 * @param {[any, string?]} [form] that was made, with its content type
 * @returns {Promise<Response>}
 */
export function send(sending, controller, [form, type] = [undefined]) {
  const { call, body, held, own } = sending;
  const text = call.send(type ?? "");
  tell(sending);
  return dispatch(text, form ?? body, controller, held, own);
}

/**
 * Calls `fetch(url, init)`.
 *
 * The headers and the signal are made for a `fetch` that looks at them, and no class is looked at
 * before: the first look at `Headers` takes Node 20 ms, at `ReadableStream` one.
 * @param {string} text what `send` of a call gave
 * @param {any} body
 * @param {AbortController} controller
 * @param {any} held by the client: `fetch` and `fetchOptions`
 * @param {any} own to the call: `fetchOptions`
 * @returns {Promise<Response>}
 */
export function dispatch(text, body, controller, held, own) {
  const [method, url, made, ...parts] = text.split("\0");
  const sent = made === "-" ? body : made.slice(1);
  /** @type {any} */
  let headers;
  /** @type {any} */
  let signal;
  /** @type {any} */
  const init = {
    method,
    get headers() {
      return (headers ??= headersOf(parts));
    },
    set headers(given) {
      headers = given;
    },
    get signal() {
      return signal === undefined ? (signal = controller.signal) : signal;
    },
    set signal(given) {
      signal = given;
    },
  };
  const more = [held?.fetchOptions, own?.fetchOptions].filter(Boolean);
  // The signal stays the call's own.
  if (more.length > 0) Object.assign(init, ...more, { signal: undefined });
  if (sent !== undefined) init.body = sent;
  const fetch = held?.fetch ?? globalThis.fetch;
  if (typeof sent !== "object") return fetch(url, init);
  const isStream = sent instanceof ReadableStream;
  if (isStream) Object.assign(init, { duplex: "half", window: null, redirect: redirectOf(init) });
  return isStream || sent instanceof FormData ? sendObject(fetch, url, init) : fetch(url, init);
}

/**
 * A stream cannot be sent to a second place; Node, unless told so, keeps all of it for that. Workers
 * know no such word, and hand the redirect out instead.
 * @param {any} init
 */
function redirectOf({ redirect = "error" }) {
  try {
    return new Request("http://localhost", { redirect }).redirect;
  } catch {
    return "manual";
  }
}

/** @param {string[]} parts names and values in turn */
function headersOf(parts) {
  const headers = new Headers();
  for (let i = 0; i + 1 < parts.length; i += 2) headers.set(parts[i], parts[i + 1]);
  return headers;
}

/**
 * Lets the hooks hear what Rust has told of the step just taken; what one throws, or rejects with,
 * does no harm.
 * @param {Sending} sending
 */
export function tell({ held }) {
  const told = takeStash();
  if (!told) return;
  for (const line of told.split("\n").filter(Boolean)) {
    const [name] = line.split(" ", 1);
    const hook = held[name];
    try {
      const heard = hook(JSON.parse(line.slice(name.length)));
      if (heard?.then) Promise.resolve(heard).catch(() => {});
    } catch {
      // The call goes on as if nobody had listened.
    }
  }
}
