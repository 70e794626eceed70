// A streamed chat completion as events: deltas with what they add up to, and what is done.

import { APIError, OpenAIError, Stream, hasOwn } from "../core.js";
import { parseArguments, parseAs } from "../formats.js";
import { finish } from "./finish.js";
import { callsAnything, toolNamed } from "./parse.js";
import { ChatRunner } from "./runner.js";
import { Snapshot } from "./snapshot.js";

/** A message in a stream of chunks is an empty chunk, whose `object` begins with this. */
export const MESSAGE = "chat.completion.chunk.message:";

export class ChatCompletionStream extends ChatRunner {
  #params;
  /** @type {Snapshot | undefined} */
  #snapshot;
  /** Whether tools are run: a turn that was cut is an error then. */
  isRun = false;

  /** @param {any} params */
  constructor(params) {
    super();
    this.#params = params;
  }

  get currentChatCompletionSnapshot() {
    return this.#snapshot?.completion;
  }

  /** @param {ReadableStream} readable what `toReadableStream` gave */
  static fromReadableStream(readable) {
    const stream = new ChatCompletionStream(null);
    stream.run(() => stream.#replay(readable));
    return stream;
  }

  /** @param {any} client @param {any} params @param {any} [options] */
  static create(client, params, options) {
    const stream = new ChatCompletionStream(params);
    stream.run(() => {
      stream.messages.push(...params.messages);
      return stream.complete(client, params, options);
    });
    return stream;
  }

  /** @param {any} client @param {any} params @param {any} [options] */
  async complete(client, params, options) {
    this.follow(options?.signal);
    this.#params = { ...params, stream: true };
    this.#begin();
    const { signal } = this.controller;
    const chunks = await client.chat.completions.create(this.#params, { ...options, signal });
    this.connected();
    for await (const chunk of chunks) this.#add(chunk);
    if (chunks.controller.signal.aborted) throw this.abortError();
    return this.addCompletion(this.#end());
  }

  /** @param {ReadableStream} readable */
  async #replay(readable) {
    this.#begin();
    this.connected();
    const items = Stream.fromReadableStream(readable, this.controller);
    let id;
    for await (const item of items) {
      if (hasOwn(item, "error") && item.error && typeof item.error === "object") {
        throw new APIError(undefined, item.error);
      }
      const message = messageIn(item);
      if (message) {
        this.#addReplayed(message);
        id = undefined;
        continue;
      }
      // Another id is another completion.
      if (id && item.id && id !== item.id) this.#next();
      this.#add(normalized(item));
      id = item.id || id;
    }
    this.throwIfAborted();
    if (this.#snapshot?.completion) return this.#next();
    if (this.completions.length === 0) throw noChunks();
  }

  /** @param {any} message */
  #addReplayed({ message, tool_call_ids }) {
    const calls = this.#snapshot?.completion?.choices[0]?.message.tool_calls;
    tool_call_ids?.forEach((/** @type {string} */ id, /** @type {number} */ index) => {
      if (id && calls?.[index]) calls[index].id = id;
    });
    if (this.#snapshot?.completion) this.#next();
    this.addMessage(message);
  }

  #next() {
    this.addCompletion(this.#end());
    this.#begin();
  }

  #begin() {
    this.#snapshot = new Snapshot(this.#params, this.isRun);
  }

  #end() {
    const snapshot = this.#snapshot;
    if (!snapshot?.completion) throw noChunks();
    this.#snapshot = undefined;
    return finish(snapshot, this.#params);
  }

  /** @param {any} chunk */
  #add(chunk) {
    const snapshot = this.#snapshot;
    if (this.ended || !snapshot) return;
    const calls = snapshot.add(chunk);
    this.emit("chunk", chunk, snapshot.completion);
    for (const [at, choice] of chunk.choices.entries()) {
      const whole = snapshot.completion.choices[choice.index];
      if (whole.message.role === "assistant") this.#emitDeltas(choice, whole);
      const state = snapshot.state(choice.index);
      if (whole.finish_reason) {
        this.#emitDone(whole, state);
        if (state.call !== null) this.#emitCallDone(whole, state, state.call);
      }
      this.#emitCalls(calls[at], whole, state);
    }
  }

  /** @param {any} choice @param {any} whole */
  #emitDeltas({ delta, logprobs }, { message, logprobs: all }) {
    if (delta?.content != null && message.content) {
      this.emit("content", delta.content, message.content);
      if (this.hasListeners("content.delta")) {
        const { content: snapshot, parsed } = message;
        this.emit("content.delta", { delta: delta.content, snapshot, parsed });
      }
    }
    if (delta?.refusal != null && message.refusal) {
      this.emit("refusal.delta", { delta: delta.refusal, snapshot: message.refusal });
    }
    for (const name of ["content", "refusal"]) {
      if (logprobs?.[name] == null) continue;
      this.emit(`logprobs.${name}.delta`, { [name]: logprobs[name], snapshot: all?.[name] ?? [] });
    }
  }

  /** @param {any[]} deltas @param {any} whole @param {any} state */
  #emitCalls(deltas, whole, state) {
    for (const { index } of deltas) {
      if (state.call !== index) {
        this.#emitDone(whole, state);
        // A new call begins: the one before it is done.
        if (state.call !== null) this.#emitCallDone(whole, state, state.call);
      }
      state.call = index;
    }
    const event = "tool_calls.function.arguments.delta";
    for (const { index, arguments_delta } of deltas) {
      const call = whole.message.tool_calls?.[index];
      if (call?.type !== "function" || !this.hasListeners(event)) continue;
      const { name, arguments: text, parsed_arguments } = call.function;
      this.emit(event, { name, index, arguments: text, parsed_arguments, arguments_delta });
    }
  }

  /** @param {any} choice @param {any} state @param {number} index */
  #emitCallDone(choice, state, index) {
    if (state.doneCalls.has(index)) return;
    const call = choice.message.tool_calls?.[index];
    if (!call) throw new Error("no tool call snapshot");
    if (!call.type) throw new Error("tool call snapshot missing `type`");
    if (call.type !== "function") return;
    const { name, arguments: text } = call.function;
    const tool = toolNamed(this.#params, name);
    const parsed_arguments = parseArguments(tool, tool?.function.strict, text);
    if (choice.finish_reason) state.doneCalls.add(index);
    const done = { name, index, arguments: text, parsed_arguments };
    this.emit("tool_calls.function.arguments.done", done);
  }

  /** @param {any} choice @param {any} state */
  #emitDone({ message, logprobs }, state) {
    const { content, refusal } = message;
    const once = (/** @type {string} */ event, /** @type {() => any} */ make) => {
      if (state.done.has(event)) return;
      state.done.add(event);
      this.emit(event, make());
    };
    if (content != null && (content !== "" || (!refusal && !callsAnything(message)))) {
      const format = this.#params?.response_format;
      const parsed = () => (refusal ? null : parseAs(format, content));
      once("content.done", () => ({ content, parsed: parsed() }));
    }
    if (refusal) once("refusal.done", () => ({ refusal }));
    for (const name of ["content", "refusal"]) {
      const all = logprobs?.[name];
      if (all) once(`logprobs.${name}.done`, () => ({ [name]: all }));
    }
  }

  [Symbol.asyncIterator]() {
    return this.iterate([["chunk", (chunk) => chunk]], { onReturn: () => this.abort() });
  }

  toReadableStream() {
    return new Stream(() => this[Symbol.asyncIterator](), this.controller).toReadableStream();
  }
}

const noChunks = () => new OpenAIError("request ended without sending any chunks");

/** @param {any} item */
function messageIn(item) {
  if (item.type === "message" && "message" in item) return item;
  const { object } = item;
  const isMessage = typeof object === "string" && object.startsWith(MESSAGE);
  return isMessage && JSON.parse(object.slice(MESSAGE.length));
}

/** @param {any} chunk */
function normalized(chunk) {
  if (!Array.isArray(chunk?.choices)) return chunk;
  const choices = chunk.choices.map((/** @type {any} */ choice) => ({
    ...choice,
    finish_reason: choice.finish_reason ?? null,
  }));
  return { ...chunk, choices };
}
