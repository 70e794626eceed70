// Calls the functions that an agent asks for, and sends what they gave.

import { OpenAIError, abortErrorOf, hasOwn, uuid } from "../core.js";
import { split } from "./headers.js";

/** How long a call that the API does not know yet is waited for, in milliseconds. */
const DELAYS = [100, 300, 600];

/** A function that says itself how far it is has this mark. */
const STAGES = Symbol.for("openai.beta.agents.toolStages");

export class ToolDispatcher {
  #sessions;
  #handlers;
  #signal;
  #options;
  #onToolError;

  /**
   * @param {any} sessions
   * @param {Record<string, any>} handlers
   * @param {AbortSignal} signal
   * @param {any} options
   * @param {((failure: any) => unknown)} [onToolError]
   */
  constructor(sessions, handlers, signal, options, onToolError) {
    this.#sessions = sessions;
    this.#handlers = new Map(Object.entries(handlers));
    this.#signal = signal;
    this.#options = { ...split(options).rest, signal };
    this.#onToolError = onToolError;
  }

  /** @param {string} name */
  canHandle = (name) => typeof this.#handlers.get(name) === "function";

  /**
   * What is to be done for a call, if something is.
   * @param {any} call @param {string | undefined} session
   */
  prepare(call, session) {
    if (!call || !this.canHandle(call.name)) return undefined;
    if (!session) throw new OpenAIError("Tool call received before the session creation event");
    const known = structuredClone(call);
    return async () => {
      this.#checkAbort();
      const result = await this.#result(known, session);
      this.#checkAbort();
      await this.#submit(session, result, uuid());
    };
  }

  /** @param {any} call @param {string} session */
  async #result(call, session) {
    const { turn_id, call_id, name } = call;
    const type = "agent.session.input.tool_result";
    let stage = "arguments";
    try {
      const given = argumentsOf(call);
      stage = "execution";
      const handler = this.#handlers.get(name);
      const setStage = (/** @type {string} */ value) => (stage = value);
      const isTold = this.#onToolError && handler[STAGES];
      const value = await this.#wait(() => (isTold ? handler(given, setStage) : handler(given)));
      stage = "output";
      return { type, turn_id, call_id, success: true, output: outputOf(value) };
    } catch (error) {
      this.#checkAbort();
      const failure = { error, stage, tool_name: name, session_id: session, turn_id, call_id };
      await this.#tell(Object.freeze(failure));
      // What went wrong inside is none of the model's business.
      return { type, turn_id, call_id, success: false, error: "Tool handler failed." };
    }
  }

  /** @param {any} failure */
  async #tell(failure) {
    try {
      await this.#wait(() => this.#onToolError?.(failure));
    } catch {
      // Who is told of a failure does not make another.
      this.#checkAbort();
    }
  }

  #checkAbort() {
    if (this.#signal.aborted) throw abortErrorOf(this.#signal);
  }

  /** Waits for something, or for an abort. @param {() => any} action */
  async #wait(action) {
    const signal = this.#signal;
    /** @type {any} */
    let onAbort;
    const aborted = new Promise((_, reject) => {
      onAbort = () => reject(abortErrorOf(signal));
      signal.addEventListener("abort", onAbort, { once: true });
    });
    try {
      this.#checkAbort();
      return await Promise.race([(async () => action())(), aborted]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** @param {string} session @param {any} result @param {string} key */
  async #submit(session, result, key) {
    const body = { events: [result], "Idempotency-Key": key };
    for (let attempt = 0; ; attempt += 1) {
      this.#checkAbort();
      try {
        return await this.#sessions.events.create(session, body, this.#options);
      } catch (error) {
        const delay = DELAYS[attempt];
        if (delay === undefined || !isUnknownYet(error, result.call_id)) throw error;
        await this.#wait(() => new Promise((resolve) => setTimeout(resolve, delay)));
      }
    }
  }
}

/** @param {any} error @param {string} call */
const isUnknownYet = ({ status, code, error }, call) =>
  status === 400 &&
  code === "invalid_request_error" &&
  error?.message === `Unknown pending tool call: ${call}`;

/** @param {any} call */
function argumentsOf({ arguments: given }) {
  const value = typeof given === "string" ? JSON.parse(given) : given;
  if (value !== null && typeof value === "object" && !Array.isArray(value)) return value;
  throw new OpenAIError("Function arguments must be a JSON object");
}

/** @param {any} value */
function outputOf(value) {
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
  const output = isObject ? JSON.stringify(value) : value;
  const isContent = Array.isArray(output) && output.every(isInputContent);
  if (output === null || typeof output === "string" || isContent) return output;
  throw new OpenAIError("Tool output must be text, content, a JSON object, or null");
}

/** @param {any} part */
function isInputContent(part) {
  const field = part?.type === "input_text" ? "text" : "image_url";
  const isKnown = part?.type === "input_text" || part?.type === "input_image";
  return isKnown && hasOwn(part, field) && typeof part[field] === "string";
}
