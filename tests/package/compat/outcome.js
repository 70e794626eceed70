// What a client makes of given answers, in a form in which two outcomes can be compared.
import { recordingFetch } from "./record.js";

/** @typedef {() => (Response | Promise<Response>)} Answer */

/**
 * Calls a client whose fetch gives the answers one after another, the last one again and again.
 * @param {(fetch: typeof globalThis.fetch) => any} makeClient
 * @param {Answer[]} answers
 * @param {(client: any) => Promise<unknown>} call
 */
export async function observeOutcome(makeClient, answers, call) {
  const left = [...answers];
  const next = () => (left.length > 1 ? left.shift() : left[0])();
  const { fetch, requests } = recordingFetch(next);
  const outcome = await settle(() => call(makeClient(fetch)));
  return { ...outcome, requests: requests.map(({ path, query }) => path + query) };
}

/** @param {() => Promise<unknown>} run */
async function settle(run) {
  try {
    return { value: await describeValue(await run()) };
  } catch (error) {
    return { error: describeError(error) };
  }
}

/** @param {any} value */
export async function describeValue(value) {
  if (value instanceof Response) {
    return {
      status: value.status,
      type: value.headers.get("content-type"),
      text: await value.text(),
    };
  }
  if (value === null || typeof value !== "object") return value;
  return { value, requestId: value._request_id, visible: Object.keys(value) };
}

// Not `name`: every error of `openai` has the name "Error", ours have that of their class.
const errorFields = ["status", "code", "param", "type", "error", "requestID", "message"];

/** @param {any} error */
export function describeError(error) {
  const fields = Object.fromEntries(errorFields.map((name) => [name, error[name]]));
  const headers = error.headers === undefined ? undefined : Object.fromEntries(error.headers);
  const cause = error.cause?.message;
  return { ...fields, headers, cause, class: error.constructor.name };
}

/** @param {AsyncIterable<unknown>} items */
export async function collect(items) {
  const all = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * The items of a stream, and the error that ended it, if one did.
 * @param {AsyncIterable<unknown>} items
 */
export async function collectUntilError(items) {
  const all = [];
  try {
    for await (const item of items) all.push(item);
    return { all };
  } catch (error) {
    return { all, error: describeError(error) };
  }
}
