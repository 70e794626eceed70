// What Rust asks of JavaScript: the platform's objects, in as few crossings as possible.

import * as errors from "./errors.js";

export { formOf, isStream, rawBody } from "./form.js";
export { flatQuery, omit } from "./params.js";

/** The longest wait that a timer can keep, in milliseconds; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

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
 * Whether what a `fetch` threw says that it gave up by itself.
 * @param {any} thrown
 */
export const isTimeout = (thrown) =>
  thrown?.name === "AbortError" || /timed? ?out/i.test(spell(thrown) + spell(thrown?.cause));

/**
 * Names and values of given headers one after the other; a value of `null` removes.
 * @param {any} headers Headers, an array of pairs, or a record
 * @returns {unknown[]}
 */
export function flatHeaders(headers) {
  const isRecord = typeof headers[Symbol.iterator] !== "function";
  const pairs = isRecord ? Object.entries(headers) : [...headers];
  return pairs.flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (one === undefined ? [] : [name, one])),
  );
}

/** How long a call may take and who may end it: one controller, one timer, one listener. */
export class Patience {
  /**
   * @param {AbortSignal | null | undefined} signal the caller's
   * @param {number} millis until the call is given up
   */
  constructor(signal, millis) {
    this.controller = new AbortController();
    this.caller = signal;
    this.isTimedOut = false;
    this.abort = () => this.controller.abort(signal?.reason);
    if (signal?.aborted) this.abort();
    signal?.addEventListener("abort", this.abort, { once: true });
    this.restart(millis);
  }

  /**
   * Starts the timer anew.
   * @param {number} millis
   */
  restart(millis) {
    clearTimeout(this.timer);
    if (millis > LONGEST_TIMER) return;
    this.timer = setTimeout(() => {
      this.isTimedOut = true;
      this.controller.abort(new DOMException("the request timed out", "TimeoutError"));
    }, millis);
  }

  /**
   * Hands the response out: no timer, and the caller can abort it for as long as it is alive.
   * @param {object} response
   */
  release(response) {
    this.end();
    if (!this.caller || this.caller.aborted) return;
    outlive(this.caller, new WeakRef(this.controller), response);
  }

  /** Whether the caller aborted, and the timer did not come first. */
  get isAborted() {
    return !this.isTimedOut && this.controller.signal.aborted;
  }

  /** Leaves no timer and no listener behind. */
  end() {
    clearTimeout(this.timer);
    this.caller?.removeEventListener("abort", this.abort);
  }

  /** Ends what is still under way. */
  cancel() {
    this.end();
    this.controller.abort();
  }
}

/** @type {FinalizationRegistry<() => void>} */
let forgotten;

/**
 * Lets a signal end a response that was handed out, and forgets it with the response.
 * @param {AbortSignal} signal
 * @param {WeakRef<AbortController>} held
 * @param {object} response
 */
function outlive(signal, held, response) {
  const abort = () => held.deref()?.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  forgotten ??= new FinalizationRegistry((forget) => forget());
  forgotten.register(response, () => signal.removeEventListener("abort", abort));
}

/**
 * Sends a request as `fetch(url, init)`.
 * @param {typeof fetch | undefined} custom
 * @param {string} url
 * @param {string} method
 * @param {string} flat the headers' names and values, each ended by NUL
 * @param {BodyInit | undefined} body
 * @param {Patience} patience
 * @param {RequestInit | undefined} base
 * @param {RequestInit | undefined} more
 */
export function send(custom, url, method, flat, body, patience, base, more) {
  const parts = flat.split("\0");
  const headers = new Headers();
  for (let i = 0; i + 1 < parts.length; i += 2) headers.set(parts[i], parts[i + 1]);
  /** @type {any} */
  const init = { method, headers, ...base, ...more, signal: patience.controller.signal };
  if (body !== undefined) init.body = body;
  if (body instanceof ReadableStream) init.duplex = "half";
  const call = custom ?? globalThis.fetch;
  return call(url, init);
}

/**
 * Whether a value is an `AbortSignal`, of whichever realm.
 * @param {any} value
 */
export function isSignal(value) {
  return typeof value?.aborted === "boolean" && typeof value.addEventListener === "function";
}

/**
 * Whether a `fetch` answered with what it must.
 * @param {any} response
 */
export function isResponse(response) {
  return typeof response?.status === "number" && typeof response.headers?.get === "function";
}

/**
 * Waits, unless the caller aborts.
 * @param {number} millis
 * @param {AbortSignal | null | undefined} signal
 * @returns {Promise<void>}
 */
export function pause(millis, signal) {
  return new Promise((resolve, reject) => {
    const finish = () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(millis, LONGEST_TIMER));
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/**
 * The headers that the client decides by, as lines of `name: value`.
 * @param {Response} response
 * @param {string} names separated by line feeds
 */
export function readHeaders(response, names) {
  let text = "";
  for (const name of names.split("\n")) {
    const value = response.headers.get(name);
    if (value !== null) text += `${name}: ${value}\n`;
  }
  return text;
}

/**
 * Parses what may be JSON.
 * @param {string} text
 * @returns {any} `undefined` if it is not
 */
export function parseJSON(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Calls a hook; what it throws, or rejects with, does no harm.
 * @param {(event: unknown) => unknown} hook
 * @param {any} event
 */
export function tell(hook, event) {
  if (event.headers) event.headers = Object.fromEntries(event.headers);
  try {
    Promise.resolve(hook(event)).catch(() => {});
  } catch {
    // The call goes on as if nobody had listened.
  }
}

/** @param {string} id */
export const organization = (id) => ({ organization: id });

/**
 * The error for a call that every listed organization is too exhausted to take.
 * @param {string} message
 * @param {any} diagnosis
 */
export function exhausted(message, diagnosis) {
  const error = new errors.RateLimitError(undefined, undefined, message, undefined);
  return Object.assign(error, { diagnosis });
}

/**
 * What may be shown of a client.
 * @param {string} baseURL
 * @param {string | undefined} organization
 * @param {string | undefined} project
 * @param {string} apiKey its label
 */
export function description(baseURL, organization = null, project = null, apiKey) {
  return { baseURL, organization, project, apiKey };
}

/**
 * An error of this package's own making: bad input, a broken answer.
 * @param {string} message
 * @param {unknown} cause
 */
export function clientError(message, cause) {
  return new errors.OpenAIError(message, cause === undefined ? undefined : { cause });
}

/**
 * An error that the API answered with.
 * @param {number | undefined} status
 * @param {any} body the parsed body, `undefined` if it is no JSON
 * @param {string | undefined} text the body as text
 * @param {Headers | undefined} headers
 * @param {unknown} diagnosis
 */
export function apiError(status, body, text, headers, diagnosis) {
  const shaped = body && typeof body === "object" && body.error == null ? { error: body } : body;
  const error = status
    ? errors.APIError.generate(status, shaped, text, headers)
    : new errors.APIError(undefined, shaped?.error ?? shaped, text, headers);
  return Object.assign(error, { diagnosis });
}

/**
 * An error of a call that got no answer.
 * @param {"abort" | "timeout" | "connection"} kind
 * @param {string | undefined} message
 * @param {unknown} cause
 * @param {unknown} diagnosis
 */
export function noAnswer(kind, message, cause, diagnosis) {
  if (kind === "abort") return Object.assign(new errors.APIUserAbortError(), { cause, diagnosis });
  const Class = kind === "timeout" ? errors.APIConnectionTimeoutError : errors.APIConnectionError;
  return Object.assign(new Class({ message, cause }), { diagnosis });
}
