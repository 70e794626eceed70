// An answer with the call behind it.

import { aborted, brokenConnection, described, drive } from "./drive.js";
import { APIError } from "../errors.js";
import { metaOf } from "./meta.js";

/** What the readers of an answer need: its response, its call, and how to let go of both. */
export class Exchange {
  /** @type {string | undefined} what `meta` is made of, once the answer was settled */
  words;

  /**
   * @param {any} call
   * @param {any} plan
   * @param {Response} response
   * @param {import("./deadline.js").Patience} patience
   */
  constructor(call, plan, response, patience) {
    this.call = call;
    this.plan = plan;
    this.response = response;
    this.patience = patience;
    if (plan.kind === "stream") {
      patience.restart(plan.firstByteTimeout);
      patience.endWith(this);
    }
    // Nobody may ever read the answer: a process need not stay alive for that.
    patience.timer?.unref?.();
  }

  /** How the call went. */
  get meta() {
    return metaOf(this.words ?? this.call.read("meta"), this.response.headers);
  }

  /** Hands the response out: from now on only the caller's signal can end it. */
  release() {
    this.patience.release(this.response);
    return this.response;
  }

  /**
   * Nothing more is asked of the call: its memory goes back at once, not when it is collected.
   *
   * Collections are rare, as the heap sees little of a call: its memory would pile up till then.
   */
  finish() {
    this.call.free();
  }

  /**
   * The same request with one parameter of the query changed.
   * @param {string} name
   * @param {string} value
   */
  again(name, value) {
    return drive({ ...this.plan, call: this.call.again(name, value) });
  }

  /**
   * The error for an event of a stream that is one.
   * @param {any} event
   */
  failure(event) {
    const { code, message } = described(event);
    this.call.failed(this.response.status, ["answer", code, "", message].join("\0"), true);
    const error = new APIError(undefined, event?.error ?? event, undefined, this.response.headers);
    return Object.assign(error, { diagnosis: JSON.parse(this.call.read("diagnosis")) });
  }

  /**
   * The error for a body that could not be read to its end.
   * @param {unknown} cause
   */
  unread(cause) {
    return this.broken(cause) ?? aborted(this.call, this.patience.reason);
  }

  /**
   * The error for a body that broke off; `undefined` if the caller ended it: then nothing is wrong.
   * @param {unknown} [cause]
   */
  broken(cause) {
    if (this.patience.isAborted) return undefined;
    const isTimeout = this.patience.isTimedOut;
    this.call.failed(0, isTimeout ? "timeout" : "truncated", true);
    return brokenConnection(this.call, isTimeout, cause, "The answer broke off.");
  }
}
