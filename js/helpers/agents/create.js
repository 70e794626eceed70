// A session that is created with a stream: its functions are called, its result is collected.

import { APIUserAbortError, Stream } from "../core.js";
import { ResultCollection } from "./collection.js";
import { parseResult, parserOf } from "./result.js";
import { ToolDispatcher } from "./tools.js";
import { TurnState } from "./turn.js";

/**
 * @param {any} stream of the events of a new session
 * @param {any} sessions
 * @param {any} body
 * @param {any} options
 */
export function withResult(stream, sessions, body, options) {
  const { controller } = stream;
  const { signal } = controller;
  const { path: _, method: __, stream: ___, ...rest } = options ?? {};
  const handlers = body.toolHandlers;
  const tools = handlers && new ToolDispatcher(sessions, handlers, signal, rest);
  const plain = () => stream[Symbol.asyncIterator]();
  const source = tools ? () => dispatched(stream, tools, signal) : plain;
  const collection = new ResultCollection(source, tools?.canHandle ?? (() => false), signal);
  const parse = parserOf(body.agent?.text?.format);
  /** @type {Promise<any> | undefined} */
  let result;
  const made = new Stream(() => collection.iterate(), controller);
  return Object.assign(made, {
    finalResult: () =>
      (result ??= collection.finalResult().then((whole) => parseResult(whole, parse))),
    withResultCollection() {
      collection.enable();
      return made;
    },
  });
}

/** @param {AsyncIterable<any>} events @param {ToolDispatcher} tools @param {AbortSignal} signal */
async function* dispatched(events, tools, signal) {
  const state = new TurnState();
  let session;
  for await (const event of events) {
    if (event.type === "agent.session.created") session ??= event.session.id;
    const act = state.accept(event) ? tools.prepare(state.call(event), session) : undefined;
    yield event;
    if (signal.aborted) return;
    try {
      await act?.();
    } catch (error) {
      if (signal.aborted && error instanceof APIUserAbortError) return;
      throw error;
    }
  }
}
