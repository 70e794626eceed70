// What a chat stream and a tool loop share: a conversation, its completions, what is last in them.

import { OpenAIError } from "../core.js";
import { EventStream } from "../event-stream.js";
import { newCallID } from "./finish.js";
import { totalOf } from "./usage.js";

/** @typedef {any} Message */

/** A conversation that grows: by what the model answers, and by what tools do. */
export class ChatRunner extends EventStream {
  /** @type {Message[]} */
  messages = [];
  /** @type {any[]} */
  completions = [];
  /** Whether `afterCompletion` ran: an abort in it counts. */
  isFollowedUp = false;
  /** Whether the last completion came before an abort. */
  wasInTime = false;

  /** @param {any} [_params] */
  constructor(_params) {
    super();
  }

  /** @param {any} completion */
  addCompletion(completion) {
    this.wasInTime = !this.controller.signal.aborted;
    for (const { message } of completion.choices) {
      for (const call of message.tool_calls ?? []) if (!call.id) call.id = newCallID();
    }
    this.completions.push(completion);
    this.emit("chatCompletion", completion);
    const message = completion.choices[0]?.message;
    if (message) this.addMessage(message);
    return completion;
  }

  /** @param {Message} message */
  addMessage(message) {
    if (!("content" in message)) message.content = null;
    this.messages.push(message);
    this.emit("message", message);
    if (message.role === "tool" && message.content) {
      this.emit("functionToolCallResult", message.content);
    } else if (message.role === "assistant" && message.tool_calls) {
      for (const call of message.tool_calls) {
        if (call.type === "function") this.emit("functionToolCall", call.function);
      }
    }
  }

  async finalChatCompletion() {
    await this.done();
    const completion = this.completions.at(-1);
    if (!completion) throw new OpenAIError("stream ended without producing a ChatCompletion");
    return completion;
  }

  async finalContent() {
    await this.done();
    return this.#lastMessage().content ?? null;
  }

  async finalMessage() {
    await this.done();
    return this.#lastMessage();
  }

  async finalFunctionToolCall() {
    await this.done();
    return this.#lastCall();
  }

  async finalFunctionToolCallResult() {
    await this.done();
    return this.#lastResult();
  }

  async totalUsage() {
    await this.done();
    return totalOf(this.completions);
  }

  allChatCompletions() {
    return [...this.completions];
  }

  emitFinal() {
    if (this.isFollowedUp) this.throwIfAborted();
    const tell = (/** @type {string} */ event, /** @type {any} */ value) => {
      if (value) this.emit(event, value);
    };
    tell("finalChatCompletion", this.completions.at(-1));
    const message = this.#lastMessage();
    tell("finalMessage", message);
    tell("finalContent", message.content);
    tell("finalFunctionToolCall", this.#lastCall());
    const result = this.#lastResult();
    if (result != null) this.emit("finalFunctionToolCallResult", result);
    if (this.completions.some(({ usage }) => usage))
      this.emit("totalUsage", totalOf(this.completions));
  }

  #lastMessage() {
    const message = this.messages.findLast(({ role }) => role === "assistant");
    if (!message) {
      throw new OpenAIError(
        "stream ended without producing a ChatCompletionMessage with role=assistant",
      );
    }
    return { ...message, content: message.content ?? null, refusal: message.refusal ?? null };
  }

  #lastCall() {
    const calls = this.messages.flatMap((message) =>
      message.role === "assistant" ? (message.tool_calls ?? []) : [],
    );
    return calls.findLast((/** @type {any} */ { type }) => type === "function")?.function;
  }

  #lastResult() {
    const ids = new Set(this.messages.flatMap(functionCallIDs));
    const isResult = (/** @type {Message} */ { role, content, tool_call_id }) =>
      role === "tool" && typeof content === "string" && ids.has(tool_call_id);
    return this.messages.findLast(isResult)?.content;
  }
}

/** @param {Message} message */
const functionCallIDs = ({ role, tool_calls }) =>
  role !== "assistant"
    ? []
    : (tool_calls ?? []).flatMap((/** @type {any} */ { type, id }) =>
        type === "function" ? [id] : [],
      );

/** Refuses more than one choice. @param {any} params */
export function validateChoices({ n }) {
  if (n == null || n <= 1) return;
  throw new OpenAIError(
    "ChatCompletion convenience helpers only support n=1 at this time. To use n>1, please use chat.completions.create() directly.",
  );
}
