// `runTools`, with whole answers or with streamed ones.

import { OpenAIError, Stream } from "../core.js";
import { parseCompletion } from "./parse.js";
import { ChatRunner, validateChoices } from "./runner.js";
import { ChatCompletionStream, MESSAGE } from "./stream.js";
import { ToolLoop } from "./tools.js";

/** A tool loop with whole answers. */
export class ChatCompletionRunner extends ChatRunner {
  /** @param {any} client @param {any} params @param {any} options */
  async complete(client, params, options) {
    this.follow(options?.signal);
    validateChoices(params);
    const { signal } = this.controller;
    const completion = await client.chat.completions.create(
      { ...params, stream: false },
      { ...options, signal },
    );
    this.connected();
    return this.addCompletion(parseCompletion(completion, params));
  }

  /** @param {any} message */
  addMessage(message) {
    super.addMessage(message);
    if (message.role === "assistant" && message.content) this.emit("content", message.content);
  }
}

/** A tool loop with streamed answers. */
export class ChatCompletionStreamingRunner extends ChatCompletionStream {
  isRun = true;

  /** The chunks, and between them what tools gave. */
  toReadableStream() {
    /** @type {any} */
    let lastChunk;
    /** @type {string[] | undefined} */
    let ids;
    const ofChunk = (/** @type {any} */ chunk) => (lastChunk = chunk);
    const ofMessage = (/** @type {any} */ message) => {
      if (message.role === "assistant") {
        ids = message.tool_calls?.map((/** @type {any} */ { id }) => id);
      }
      if (message.role !== "tool") return undefined;
      const item = messageChunk(lastChunk, message, ids);
      ids = undefined;
      return item;
    };
    const onReturn = () => this.abort();
    const items = this.iterate(
      [
        ["chunk", ofChunk],
        ["message", ofMessage],
      ],
      { onReturn },
    );
    return new Stream(() => items, this.controller).toReadableStream();
  }
}

/** @param {any} chunk @param {any} message @param {string[] | undefined} tool_call_ids */
function messageChunk(chunk, message, tool_call_ids) {
  if (!chunk) {
    throw new OpenAIError("cannot serialize a tool message before receiving any chunks");
  }
  const { id, created, model } = chunk;
  const payload = { type: "message", message, ...(tool_call_ids && { tool_call_ids }) };
  return { id, choices: [], created, model, object: MESSAGE + JSON.stringify(payload) };
}

/** @param {any} client @param {any} params @param {any} options @param {any} [face] */
export function runTools(client, params, options, face) {
  const Runner = params.stream ? ChatCompletionStreamingRunner : ChatCompletionRunner;
  const runner = new Runner(params);
  runner.run(() => new ToolLoop(runner, params, face ?? runner).run(client, options));
  return runner;
}
