// Runs a call: sends, reads and waits as Rust decides.

import { ASK_KEY, NO_ROOM, encodeFailure, encodeField, typeName } from "../boundary/wire.js";
import { isBrowser } from "../encode/environment.js";
import { toText } from "../encode/options.js";
import { APIConnectionTimeoutError, APIError, OpenAIError, RateLimitError } from "../errors.js";
import { Deadline, pause } from "./deadline.js";
import { errorTextOf } from "./error-text.js";
import { Exchange } from "./exchange.js";
import {
  aborted,
  brokenConnection,
  codeAndMessage,
  diagnosisOf,
  maskedHeaders,
  parseJSON,
} from "./failures.js";
import { runHooks, send } from "./fetch.js";

/** @typedef {import("#glue").Call} Call */
/** @typedef {import("./exchange.js").Plan} Plan */

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
  const { call, body, form, jsOptions, own } = sending;
  // Copied one by one: an object made by spreading costs microseconds.
  const plan = /** @type {Plan} */ (call.plan());
  plan.call = call;
  plan.body = body;
  plan.form = form;
  plan.jsOptions = jsOptions;
  plan.own = own;
  try {
    for (;;) {
      const wait = call.next();
      if (wait === NO_ROOM) throw exhausted(call);
      if (wait > 0) {
        await rest(plan, wait);
        continue;
      }
      if (wait === ASK_KEY) await giveKey(plan);
      const exchange = await attempt(plan);
      if (exchange) return exchange;
    }
  } catch (thrown) {
    call.free();
    throw thrown;
  }
}

/**
 * One request; nothing comes of it if there is to be another.
 * @param {Plan} plan
 */
async function attempt(plan) {
  const { call } = plan;
  // Files may be read only once: what is made of them serves every request.
  const made = plan.form && (await plan.form);
  const deadline = new Deadline(plan.own?.signal, plan.timeout);
  try {
    /** @type {any} what a `fetch` may give */
    let response;
    try {
      // Ended before it began.
      if (deadline.caller?.aborted) throw deadline.reason;
      response = await deadline.race(send(plan, deadline.controller, made));
    } catch (cause) {
      return await noAnswer(plan, deadline, cause);
    }
    if (!isResponse(response)) throw noResponse(call, response);
    if (!response.ok) return await refusal(plan, deadline, response);
    call.answered(response.status, headOf(response));
    runHooks(plan);
    return new Exchange(plan, response, deadline);
  } catch (thrown) {
    deadline.end();
    throw thrown;
  }
}

/** @param {any} response what a `fetch` gave: it may be of another realm, or a double */
const isResponse = (response) => typeof response?.status === "number" && response.headers?.get;

/**
 * @param {Call} call
 * @param {unknown} value what a `fetch` gave
 */
function noResponse(call, value) {
  call.aborted();
  return new OpenAIError(`fetch must give a Response, got ${typeName(value)}`);
}

/**
 * What follows a `fetch` that threw.
 * @param {Plan} plan
 * @param {Deadline} deadline
 * @param {any} cause
 */
async function noAnswer(plan, deadline, cause) {
  deadline.end();
  if (deadline.isAborted) throw aborted(plan.call, deadline.reason);
  const gaveUp =
    cause?.name === "AbortError" || /timed? ?out/i.test(toText(cause) + toText(cause?.cause));
  const isTimeout = deadline.isTimedOut || gaveUp;
  const connection = isBrowser() ? "page" : "connection";
  const wait = failed(plan, 0, encodeFailure(isTimeout ? "timeout" : connection));
  if (wait >= 0) return rest(plan, wait);
  throw brokenConnection(plan.call, isTimeout, cause);
}

/**
 * Notes a failure, and says how long to wait before the next request; negative: there is none.
 * @param {Plan} plan
 * @param {number} status
 * @param {string} failure
 */
function failed(plan, status, failure) {
  const wait = plan.call.failed(status, failure, false);
  runHooks(plan);
  return wait;
}

/**
 * What follows an answer that is an error.
 * @param {Plan} plan
 * @param {Deadline} deadline
 * @param {Response} response
 */
async function refusal(plan, deadline, response) {
  const text = plan.call.mask(await errorTextOf(response, deadline));
  deadline.end();
  if (deadline.isAborted) throw aborted(plan.call, deadline.reason);
  const body = parseJSON(text);
  const { code, message } = codeAndMessage(body);
  const cause = body === undefined ? "unreadable" : "answer";
  const failure = encodeFailure(cause, code, headOf(response), message);
  const wait = failed(plan, response.status, failure);
  if (wait >= 0) return rest(plan, wait);
  const shaped = body && typeof body === "object" && body.error == null ? { error: body } : body;
  const error = APIError.generate(
    response.status,
    shaped,
    body ? undefined : text,
    maskedHeaders(plan.call, response.headers),
  );
  throw Object.assign(error, { diagnosis: diagnosisOf(plan.call) });
}

/** @param {Call} call */
function exhausted(call) {
  const diagnosis = diagnosisOf(call);
  const error = new RateLimitError(undefined, undefined, diagnosis.remedy);
  return Object.assign(error, { diagnosis });
}

/**
 * @param {Plan} plan
 * @param {number} millis
 */
async function rest(plan, millis) {
  try {
    if (millis > 0) await pause(millis, plan.own?.signal);
  } catch (reason) {
    throw aborted(plan.call, reason);
  }
}

/**
 * Asks the function that gives the key.
 * @param {Plan} plan
 */
async function giveKey({ call, jsOptions, own, timeout }) {
  const deadline = new Deadline(own?.signal, timeout);
  let key;
  try {
    const ask = jsOptions[/** @type {string} */ (call.read("keyName"))];
    if (deadline.caller?.aborted) throw deadline.reason;
    key = await deadline.race(ask());
  } catch (cause) {
    if (deadline.isAborted) throw aborted(call, deadline.reason);
    if (deadline.isTimedOut) throw new APIConnectionTimeoutError({ cause });
    if (cause instanceof OpenAIError) throw cause;
    const why = cause instanceof Error ? cause.message : "it threw";
    throw new OpenAIError(`Failed to get token from 'apiKey' function: ${why}`, { cause });
  } finally {
    deadline.end();
  }
  const texts = typeof key === "string" ? [key] : [];
  call.setKey(encodeField("what the function apiKey gave", typeName(key), texts));
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
