// The loop that calls the functions which the model asks for, until it asks for none.

import { OpenAIError } from "../core.js";
import { isBranded } from "../formats.js";

const MOST_COMPLETIONS = 10;

/** @typedef {{ message: any, isCalled: boolean }} Result */

/** Calls tools, and sends what they gave, turn after turn. */
export class ToolLoop {
  #runner;
  /** What callbacks are given as the runner. */
  #face;
  #params;
  /** @type {Map<string, any>} */
  #functions = new Map();
  /** The only function that may be called, if `tool_choice` names one. */
  #forced;
  /** Whether the last answer was here before an abort: its first call is still made. */
  #isBuffered = false;
  #tools;

  /**
   * @param {any} runner
   * @param {any} params
   * @param {any} face
   */
  constructor(runner, params, face) {
    this.#runner = runner;
    this.#face = face;
    this.#params = params;
    const { tool_choice } = params;
    this.#forced = tool_choice?.type === "function" && tool_choice.function?.name;
    const tools = params.tools.map(toRunnable);
    this.#tools = tools.map((/** @type {any} */ tool) => toParam(tool));
    for (const { type, function: fn } of tools) {
      if (type === "function") this.#functions.set(nameOf(fn), fn);
    }
  }

  /** @param {any} client @param {any} options */
  async run(client, options) {
    const runner = this.#runner;
    const { maxChatCompletions = MOST_COMPLETIONS, afterCompletion, ...sent } = options ?? {};
    const { tool_choice = "auto", stream: _, toolContext: __, ...rest } = this.#params;
    runner.messages.push(...this.#params.messages);
    for (let turn = 0; turn < maxChatCompletions; turn += 1) {
      const messages = runner.messages.map(toRequest);
      const body = { ...rest, tool_choice, tools: this.#tools, messages };
      const completion = await runner.complete(client, body, sent);
      this.#isBuffered = runner.controller.signal.aborted && runner.wasInTime;
      const message = completion.choices[0]?.message;
      if (!message) throw new OpenAIError("missing message in ChatCompletion response");
      const isLast = await this.#answer(message.tool_calls ?? []);
      if (afterCompletion != null) {
        runner.isFollowedUp = true;
        await afterCompletion(completion, this.#face);
        runner.throwIfAborted();
      }
      if (isLast) return;
    }
  }

  /** Whether the loop ends with these calls. @param {any[]} calls */
  async #answer(calls) {
    if (calls.length === 0) return true;
    const isSerial = this.#forced || this.#params.parallel_tool_calls === false;
    return isSerial ? this.#answerInTurn(calls) : this.#answerAtOnce(calls);
  }

  /** @param {any[]} calls */
  async #answerInTurn(calls) {
    for (const call of calls) {
      const result = await this.#call(call);
      if (result) this.#runner.addMessage(result.message);
      this.#runner.throwIfAborted();
      if (this.#forced && result?.isCalled) return true;
    }
    return false;
  }

  /** @param {any[]} calls */
  async #answerAtOnce(calls) {
    const settled = await Promise.allSettled(calls.map((call) => this.#call(call)));
    const failed = settled.find(({ status }) => status === "rejected");
    // All have been waited for; after an abort those count that were done.
    if (failed && !this.#runner.controller.signal.aborted) throw /** @type {any} */ (failed).reason;
    for (const each of settled) {
      if (each.status === "fulfilled" && each.value) this.#runner.addMessage(each.value.message);
    }
    this.#runner.throwIfAborted();
    return false;
  }

  /** @param {any} call @returns {Promise<Result | undefined>} */
  async #call(call) {
    const isBuffered = this.#isBuffered;
    this.#isBuffered = false;
    if (call.type !== "function") return undefined;
    const { name, arguments: text } = call.function;
    const answer = (/** @type {unknown} */ content, isCalled = false) => ({
      message: { role: "tool", tool_call_id: call.id, content },
      isCalled,
    });
    const fn = this.#functions.get(name);
    const refusal = this.#refusalOf(fn, name);
    if (refusal) return answer(refusal);
    let input = text;
    if (typeof fn.parse === "function") {
      try {
        input = await fn.parse(text);
      } catch (error) {
        this.#runner.throwIfAborted();
        return answer(error instanceof Error ? error.message : String(error));
      }
      this.#runner.throwIfAborted();
    } else if (!isBuffered) this.#runner.throwIfAborted();
    return answer(toContent(await this.#invoke(fn, input)), true);
  }

  /** What the model is told if it asked for what there is not. @param {any} fn @param {string} name */
  #refusalOf(fn, name) {
    const asked = `Invalid tool_call: ${JSON.stringify(name)}.`;
    if (!fn) {
      const names = [...this.#functions.keys()].map((each) => JSON.stringify(each)).join(", ");
      return `${asked} Available options are: ${names}. Please try again`;
    }
    if (!this.#forced || this.#forced === name) return undefined;
    return `${asked} ${JSON.stringify(this.#forced)} requested. Please try again`;
  }

  /** @param {any} fn @param {any} input */
  async #invoke(fn, input) {
    try {
      return await fn.function(input, this.#face, this.#params.toolContext);
    } catch (error) {
      const { signal } = this.#runner.controller;
      if (signal.aborted && Object.is(error, signal.reason)) throw this.#runner.abortError();
      throw error;
    }
  }
}

/** @param {any} fn */
const nameOf = (fn) => fn.name || fn.function.name;

/** A tool made by a helper of schemas, as one that can be called. @param {any} tool */
function toRunnable(tool) {
  if (!isBranded(tool)) return tool;
  if (!tool.$callback) {
    throw new OpenAIError("Tool given to `.runTools()` that does not have an associated function");
  }
  const { name, description = "", parameters } = tool.function;
  const { $callback, $parseRaw: parse } = tool;
  return {
    type: "function",
    function: { function: $callback, name, description, parameters, parse, strict: true },
  };
}

/** What is sent of a tool. @param {any} tool */
function toParam({ type, function: fn, ...rest }) {
  if (type !== "function") return { type, ...(fn && { function: fn }), ...rest };
  const { parameters, description, strict } = fn;
  return { type, function: { name: nameOf(fn), parameters, description, strict } };
}

/** @param {unknown} result */
function toContent(result) {
  if (typeof result === "string") return result;
  return result === undefined ? "undefined" : JSON.stringify(result);
}

/** What is sent of a message: an answer has fields that no request takes. @param {any} message */
function toRequest(message) {
  if (message?.role !== "assistant") return message;
  const { audio, content, function_call, name, refusal, tool_calls } = message;
  /** @type {any} */
  const sent = { role: "assistant" };
  if (audio != null) sent.audio = { id: audio.id };
  if (content !== undefined) sent.content = content;
  if (function_call != null) sent.function_call = function_call;
  if (name !== undefined) sent.name = name;
  if (refusal != null) sent.refusal = refusal;
  if (tool_calls !== undefined) sent.tool_calls = tool_calls.map(toRequestCall);
  return sent;
}

/** @param {any} call */
function toRequestCall({ id, type, custom, function: fn }) {
  if (type === "custom") return { id, type, custom: { input: custom.input, name: custom.name } };
  return { id, type, function: { arguments: fn.arguments, name: fn.name } };
}
