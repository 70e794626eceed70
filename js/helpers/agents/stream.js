// One turn of a session: its input is sent, its events are read, its functions are called.

import { OpenAIError, abortErrorOf, uuid } from "../core.js";
import { ResultCollection } from "./collection.js";
import { split } from "./headers.js";
import { parseResult, parserOf } from "./result.js";
import { ToolDispatcher } from "./tools.js";
import { TurnState } from "./turn.js";

export class AgentSessionStream {
  controller = new AbortController();
  #sessions;
  #session;
  #input;
  #key;
  #options;
  #parse;
  #params;
  /** @type {ResultCollection | undefined} */
  #collection;
  /** @type {ToolDispatcher | undefined} */
  #tools;
  /** @type {any} */
  #events;
  #isConsumed = false;
  /** @type {Promise<any> | undefined} */
  #result;

  /** @param {any} sessions @param {string} session @param {any} params @param {any} [options] */
  constructor(sessions, session, params, options) {
    const { input, outputFormat } = params;
    if (input.length === 0) throw new OpenAIError("input must not be empty");
    this.#parse = parserOf(outputFormat);
    if (outputFormat && !this.#parse) {
      throw new OpenAIError("outputFormat must have its own parser function");
    }
    const text = [{ type: "input_text", text: input }];
    const messages = typeof input === "string" ? [{ role: "user", content: text }] : input;
    this.#input = { type: "agent.session.input.message", input: messages };
    const { key, rest } = split(options);
    this.#key = key === null ? undefined : (key ?? params.idempotencyKey ?? uuid());
    this.#options = rest;
    this.#sessions = sessions;
    this.#session = session;
    this.#params = params;
  }

  /** What depends on the controller, which another may have set. */
  get #turn() {
    if (this.#collection) return this.#collection;
    const { toolHandlers = {}, onToolError } = this.#params;
    const { signal } = this.controller;
    const tools = new ToolDispatcher(
      this.#sessions,
      toolHandlers,
      signal,
      this.#options,
      onToolError,
    );
    this.#tools = tools;
    const { canHandle } = tools;
    this.#collection = new ResultCollection(
      () => this.#iterate(),
      canHandle,
      signal,
      this.#session,
    );
    return this.#collection;
  }

  /** @param {unknown} [reason] */
  abort(reason) {
    this.controller.abort(reason);
    this.#events?.controller.abort(reason);
  }

  [Symbol.asyncIterator]() {
    if (this.#isConsumed) throw new OpenAIError("An AgentSessionStream can only be consumed once");
    this.#isConsumed = true;
    return this.#turn.iterate();
  }

  withResultCollection() {
    this.#turn.enable();
    return this;
  }

  finalResult() {
    this.#result ??= this.#turn.finalResult().then((result) => parseResult(result, this.#parse));
    return this.#result;
  }

  async *#iterate() {
    const { signal: outer } = this.#options;
    const abort = () => this.abort(outer?.reason);
    outer?.addEventListener("abort", abort, { once: true });
    try {
      if (outer?.aborted) abort();
      yield* this.#read(await this.#begin());
    } finally {
      outer?.removeEventListener("abort", abort);
      this.abort();
    }
  }

  /** Listens before it speaks, so that nothing is missed. */
  async #begin() {
    const { events } = this.#sessions;
    const { signal } = this.controller;
    const options = { ...this.#options, signal };
    this.#checkAbort();
    const { status } = await this.#sessions.retrieve(this.#session, options);
    if (status !== "idle") {
      throw new OpenAIError(
        "sessions.stream requires an idle session; use sessions.events.stream for active sessions",
      );
    }
    this.#events = await events.stream(this.#session, {}, options);
    const onAbort = () => this.#events.controller.abort();
    signal.addEventListener("abort", onAbort, { once: true });
    this.#checkAbort();
    const key = this.#key === undefined ? {} : { "Idempotency-Key": this.#key };
    const headers = { ...options.headers, "Idempotency-Key": this.#key ?? null };
    await events.create(this.#session, { events: [this.#input], ...key }, { ...options, headers });
    this.#checkAbort();
    return this.#events;
  }

  /** @param {AsyncIterable<any>} events */
  async *#read(events) {
    const state = new TurnState();
    for await (const event of events) {
      this.#checkAbort();
      if (!state.accept(event)) continue;
      const isEnd = state.isEnd(event, this.#session);
      const act = this.#tools?.prepare(state.call(event), this.#session);
      yield event;
      if (isEnd) return;
      this.#checkAbort();
      await act?.();
    }
    this.#checkAbort();
    throw new OpenAIError("Session event stream ended before the turn reached idle or failed");
  }

  #checkAbort() {
    const { signal } = this.controller;
    if (signal.aborted) throw abortErrorOf(signal);
  }
}
