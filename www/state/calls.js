// The log of calls: each with its attempts, waits and moves, as the hooks of the client tell them.

import { nextId } from "./ids.js";

/** A page may stay open for days. */
const longest = 200;

/**
 * @typedef {object} Attempt
 * @property {string | null} organization
 * @property {string} method
 * @property {string} url
 * @property {Record<string, string>} headers secrets masked by the client
 * @property {number} begun
 * @property {number | null} ended when the headers came
 * @property {number | null} status
 * @property {string | null} kind of failure
 */

/**
 * @typedef {object} Call
 * @property {number} id
 * @property {string} name
 * @property {any} params
 * @property {number} begun
 * @property {number | null} firstText
 * @property {number | null} ended
 * @property {"running" | "done" | "stopped" | "failed"} status
 * @property {Attempt[]} attempts
 * @property {{ at: number, wait: number }[]} waits
 * @property {{ from: string | null, to: string | null, kind: string }[]} moves
 * @property {any[]} steps attempts, waits and moves as they happened
 * @property {[string, string][] | null} answerHeaders
 * @property {any} meta
 * @property {any} error
 * @property {{ input: number, output: number } | null} usage
 * @property {string | null} finish why the model stopped
 * @property {any[]} events the first of the answer
 * @property {number} count of all events
 * @property {any} setup what the client was made with, for the code
 */

/**
 * Puts a new call at the front of the log.
 * @param {Call[]} calls
 * @param {{ name: string, params: any, setup: any }} about
 * @param {number} now
 * @returns {Call}
 */
export function beginCall(calls, about, now) {
  const lists = { attempts: [], waits: [], moves: [], steps: [], events: [] };
  const call = { id: nextId(), ...about, ...blank, ...lists, begun: now };
  calls.unshift(call);
  calls.length = Math.min(calls.length, longest);
  return call;
}

/** @type {Pick<Call, "firstText" | "ended" | "status" | "answerHeaders" | "meta" | "error" | "usage" | "finish" | "count">} */
const blank = {
  firstText: null,
  ended: null,
  status: "running",
  answerHeaders: null,
  meta: null,
  error: null,
  usage: null,
  finish: null,
  count: 0,
};

/**
 * The hooks of a client that write a call's entry.
 * @param {Call} call
 * @param {() => number} clock
 * @param {() => void} changed
 */
export function hooksOf(call, clock, changed) {
  const noting = (act) => (event) => {
    act(event);
    changed();
  };
  const note = (list, step) => {
    list.push(step);
    call.steps.push(step);
  };
  return {
    onRequest: noting(({ organization, method, url, headers }) => {
      const about = { organization, method, url, headers, begun: clock() };
      note(call.attempts, { step: "attempt", ...about, ended: null, status: null, kind: null });
    }),
    onResponse: noting(({ status, kind }) => {
      Object.assign(call.attempts.at(-1) ?? {}, { ended: clock(), status, kind });
    }),
    onRetry: noting(({ wait }) => note(call.waits, { step: "wait", at: clock(), wait })),
    onRoute: noting(({ organization: from, to, kind }) => {
      note(call.moves, { step: "move", from, to, kind });
    }),
  };
}

/**
 * The organization that a call was last sent to; `undefined` before the first request.
 * @param {Call} call
 */
export const lastOrganization = ({ attempts }) => attempts.at(-1)?.organization;

/**
 * How fast an answer came.
 * @param {Call} call
 * @returns {{ untilFirst: number | null, total: number | null, perSecond: number | null }}
 */
export function speedOf({ begun, firstText, ended, usage }) {
  const untilFirst = firstText === null ? null : firstText - begun;
  const total = ended === null ? null : ended - begun;
  const writing = firstText !== null && ended !== null ? (ended - firstText) / 1_000 : 0;
  const perSecond = usage && writing > 0.05 ? usage.output / writing : null;
  return { untilFirst, total, perSecond };
}
