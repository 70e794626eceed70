// An answer with the call behind it.

import { encodeFailure } from "../boundary/wire.js";
import { APIError } from "../errors.js";
import {
  aborted,
  brokenConnection,
  codeAndMessage,
  diagnosisOf,
  masked,
  maskedHeaders,
} from "./failures.js";
import { metaOf } from "./meta.js";

/** @typedef {import("./fetch.js").Sending & import("../boundary/imports.js").Plan} Plan */

/** What the readers of an answer need: its response, its call, and how to let go of both. */
export class Exchange {
  /** @type {string | undefined} what `meta` is made of, once the answer was read */
  finalMeta;

  /**
   * @param {Plan} plan
   * @param {Response} response
   * @param {import("./deadline.js").Deadline} deadline
   */
  constructor(plan, response, deadline) {
    this.call = plan.call;
    this.plan = plan;
    this.response = response;
    this.deadline = deadline;
    if (plan.kind === "stream") {
      deadline.restart(plan.firstByteTimeout);
      deadline.endWith(this);
    }
    // Nobody may ever read the answer: a process need not stay alive for that.
    deadline.timer?.unref?.();
  }

  /** How the call went. */
  get meta() {
    const meta = this.finalMeta ?? /** @type {string} */ (this.call.read("meta"));
    return metaOf(meta, this.response.headers);
  }

  /** Hands the response out: from now on only the caller's signal can end it. */
  release() {
    this.deadline.release(this.response);
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
   * The error for an event of a stream that is one.
   * @param {unknown} received
   */
  failure(received) {
    const event = masked(this.call, received);
    const { code, message } = codeAndMessage(event);
    this.call.failed(this.response.status, encodeFailure("answer", code, "", message), true);
    const error = new APIError(
      undefined,
      event?.error ?? event,
      undefined,
      maskedHeaders(this.call, this.response.headers),
    );
    return Object.assign(error, { diagnosis: diagnosisOf(this.call) });
  }

  /**
   * The error for a body that could not be read to its end.
   * @param {unknown} cause
   */
  unread(cause) {
    return this.broken(cause) ?? aborted(this.call, this.deadline.reason);
  }

  /**
   * The error for a body that broke off; `undefined` if the caller ended it: then nothing is wrong.
   * @param {unknown} [cause]
   */
  broken(cause) {
    if (this.deadline.isAborted) return undefined;
    const isTimeout = this.deadline.isTimedOut;
    this.call.failed(0, encodeFailure(isTimeout ? "timeout" : "incomplete"), true);
    return brokenConnection(this.call, isTimeout, cause, "The answer broke off.");
  }
}
