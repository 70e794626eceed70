// Runs a call: sends, reads and waits as Rust decides.

import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  OpenAIError,
  RateLimitError,
} from "../errors.js";
import { Exchange } from "./exchange.js";
import { field, spell, typeName } from "../encode/options.js";
import { Patience, pause } from "./deadline.js";
import { isBrowser } from "../encode/environment.js";
import { send, tell } from "./fetch.js";

/** What `next` of a call gives instead of a wait. */
const NO_ROOM = -1;
const ASK_KEY = -2;

const FIGURES = ["limit", "remaining", "reset"];
const UNITS = ["requests", "tokens", "project-tokens"];

/** The headers that Rust decides by. */
const DECISIVE = [
  "openai-organization",
  "openai-project",
  ...UNITS.flatMap((unit) => FIGURES.map((figure) => `x-ratelimit-${figure}-${unit}`)),
];

/** The same for an answer that is an error. */
const DECISIVE_IN_ERRORS = [...DECISIVE, "retry-after-ms", "retry-after", "date", "x-should-retry"];

/**
 * The answer to a call, after as many requests as it takes.
 * @param {import("./fetch.js").Sending} sending
 * @returns {Promise<Exchange>}
 */
export async function drive(sending) {
  const { call, body, form, held, own } = sending;
  // Copied one by one: an object made by spreading costs microseconds.
  const plan = call.plan();
  plan.call = call;
  plan.body = body;
  plan.form = form;
  plan.held = held;
  plan.own = own;
  try {
    for (;;) {
      const wait = call.next();
      if (wait === NO_ROOM) throw exhausted(call);
      if (wait > 0) {
        await rest(call, plan, wait);
        continue;
      }
      if (wait === ASK_KEY) await giveKey(call, plan);
      const exchange = await attempt(call, plan);
      if (exchange) return exchange;
    }
  } catch (thrown) {
    call.free();
    throw thrown;
  }
}

/**
 * One request; nothing comes of it if there is to be another.
 * @param {any} call
 * @param {any} plan
 */
async function attempt(call, plan) {
  // Files may be read only once: what is made of them serves every request.
  const made = plan.form && (await plan.form);
  const patience = new Patience(plan.own?.signal, plan.timeout);
  try {
    /** @type {any} what a `fetch` may give */
    let response;
    try {
      // Ended before it began.
      if (patience.caller?.aborted) throw patience.reason;
      response = await send(plan, patience.controller, made);
    } catch (cause) {
      return await noAnswer(call, plan, patience, cause);
    }
    if (!isResponse(response)) throw noResponse(call, response);
    if (!response.ok) return await refusal(call, plan, patience, response);
    call.answered(response.status, headOf(response));
    tell(plan);
    return new Exchange(call, plan, response, patience);
  } catch (thrown) {
    patience.end();
    throw thrown;
  }
}

/** @param {any} response what a `fetch` gave */
const isResponse = (response) => typeof response?.status === "number" && response.headers?.get;

/**
 * @param {any} call
 * @param {any} given by a `fetch`
 */
function noResponse(call, given) {
  call.aborted();
  return new OpenAIError(`fetch must give a Response, got ${given === null ? null : typeof given}`);
}

/**
 * What follows a `fetch` that threw.
 * @param {any} call
 * @param {any} plan
 * @param {Patience} patience
 * @param {any} cause
 */
async function noAnswer(call, plan, patience, cause) {
  patience.end();
  if (patience.isAborted) throw aborted(call, patience.reason);
  const gaveUp =
    cause?.name === "AbortError" || /timed? ?out/i.test(spell(cause) + spell(cause?.cause));
  const isTimeout = patience.isTimedOut || gaveUp;
  const event = isBrowser() ? "page" : "connection";
  const wait = failed(plan, 0, [isTimeout ? "timeout" : event]);
  if (wait >= 0) return rest(call, plan, wait);
  throw brokenConnection(call, isTimeout, cause);
}

/**
 * Notes a failure, and says how long to wait before the next request; negative: there is none.
 * @param {any} plan
 * @param {number} status
 * @param {string[]} parts the event, and of an answer its code, its headers and its message
 * @returns {number}
 */
function failed(plan, status, parts) {
  const wait = plan.call.failed(status, parts.join("\0"), false);
  tell(plan);
  return wait;
}

/**
 * What follows an answer that is an error.
 * @param {any} call
 * @param {any} plan
 * @param {Patience} patience
 * @param {Response} response
 */
async function refusal(call, plan, patience, response) {
  const text = call.mask(await response.text().catch(() => ""));
  patience.end();
  if (patience.isAborted) throw aborted(call, patience.reason);
  const body = parseJSON(text);
  const { code, message } = described(body);
  const event = body === undefined ? "unreadable" : "answer";
  const wait = failed(plan, response.status, [event, code, headOf(response), message]);
  if (wait >= 0) return rest(call, plan, wait);
  const shaped = body && typeof body === "object" && body.error == null ? { error: body } : body;
  const error = APIError.generate(
    response.status,
    shaped,
    body ? undefined : text,
    response.headers,
  );
  throw Object.assign(error, { diagnosis: JSON.parse(call.read("diagnosis")) });
}

/**
 * The words of an error's body that Rust decides by.
 * @param {any} body
 */
export function described(body) {
  const error = body?.error && typeof body.error === "object" ? body.error : body;
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  return { code: text(error?.code), message: text(error?.message) || text(body?.error) };
}

/**
 * The error for a connection that broke.
 * @param {any} call
 * @param {boolean} isTimeout
 * @param {unknown} cause
 * @param {string} [what]
 */
export function brokenConnection(call, isTimeout, cause, what = "Connection error.") {
  const diagnosis = JSON.parse(call.read("diagnosis"));
  if (isTimeout) return Object.assign(new APIConnectionTimeoutError({ cause }), { diagnosis });
  const message = `${what} ${diagnosis.remedy}`;
  return Object.assign(new APIConnectionError({ message, cause }), { diagnosis });
}

/** @param {any} call */
function exhausted(call) {
  const diagnosis = JSON.parse(call.read("diagnosis"));
  const error = new RateLimitError(undefined, undefined, diagnosis.remedy);
  return Object.assign(error, { diagnosis });
}

/**
 * @param {any} call
 * @param {any} plan
 * @param {number} millis
 */
async function rest(call, plan, millis) {
  try {
    if (millis > 0) await pause(millis, plan.own?.signal);
  } catch (reason) {
    throw aborted(call, reason);
  }
}

/**
 * The error for a call that the caller ended.
 * @param {any} call
 * @param {unknown} cause
 */
export function aborted(call, cause) {
  call.aborted();
  return Object.assign(new APIUserAbortError(), { cause });
}

/**
 * Asks the function that gives the key.
 * @param {any} call
 * @param {any} plan
 */
async function giveKey(call, plan) {
  let key;
  try {
    const ask = plan.held[call.read("keyName")];
    key = await ask();
  } catch (cause) {
    if (cause instanceof OpenAIError) throw cause;
    const why = cause instanceof Error ? cause.message : "it threw";
    throw new OpenAIError(`Failed to get token from 'apiKey' function: ${why}`, { cause });
  }
  const texts = typeof key === "string" ? [key] : [];
  call.setKey(field("what the function apiKey gave", typeName(key), texts));
}

/**
 * The decisive headers as lines of `name: value`.
 * @param {Response} response
 */
function headOf({ headers, ok }) {
  let head = "";
  /** @type {string | null} */
  let value = "";
  for (const name of ok ? DECISIVE : DECISIVE_IN_ERRORS) {
    // When a limit is whole again says nothing without what is left of it.
    if (value === null && name.startsWith("x-ratelimit-reset")) continue;
    value = headers.get(name);
    if (value !== null) head += `${name}: ${value}\n`;
  }
  return head;
}

/**
 * What a text means as JSON; `undefined` if it is none.
 * @param {string} text
 */
export function parseJSON(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
