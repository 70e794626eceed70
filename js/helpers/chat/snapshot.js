// What the chunks of a streamed chat completion add up to.

import { OpenAIError, hasOwn } from "../core.js";
import { invalidJSON, isParseable } from "../formats.js";
import { PartialJSON } from "../json/partial-json.js";
import { checkFinishReason, hasParseableTool, isParseableTool, toolNamed } from "./parse.js";

/** How many choices, and how many tool calls of one, there may be. */
const MOST = 128;

/** @param {any} index @param {number} most */
const isIndex = (index, most) => Number.isSafeInteger(index) && index >= 0 && index < most;

/** What is known of a choice beside its snapshot. */
class ChoiceState {
  /** @type {PartialJSON | undefined} */
  json;
  /** The tool calls that are parsed, or not: with what, and the name that they had. @type {Map<number, any>} */
  calls = new Map();
  /** The kinds of events that told of an end. @type {Set<string>} */
  done = new Set();
  /** @type {Set<number>} */
  doneCalls = new Set();
  /** @type {number | null} */
  call = null;
}

/** A completion that grows by chunks. */
export class Snapshot {
  /** @type {any} */
  completion;
  /** @type {ChoiceState[]} */
  #states = [];
  /** The choices whose audio ended: some never name a reason. @type {Set<number>} */
  audioDone = new Set();
  #params;
  #isRun;

  /**
   * @param {any} params
   * @param {boolean} isRun whether tools are called: a choice that was cut is an error then
   */
  constructor(params, isRun) {
    this.#params = params;
    this.#isRun = isRun;
    this.isText = isParseable(params?.response_format);
    this.isTool = hasParseableTool(params);
    const { n } = params ?? {};
    this.most = isIndex(n, Infinity) && n > 0 ? Math.min(n, MOST) : MOST;
  }

  /** @param {number} index */
  state(index) {
    return (this.#states[index] ??= new ChoiceState());
  }

  /**
   * @param {any} chunk
   * @returns {{ index: number, arguments_delta: string }[][]} the deltas of tool calls of each choice
   */
  add(chunk) {
    const { choices, obfuscation: _, ...rest } = chunk;
    if (!this.completion) this.completion = { ...rest, choices: [] };
    else if (chunk.id) assign(this.completion, rest);
    return choices.map((/** @type {any} */ choice) => this.#addChoice(choice));
  }

  /** @param {any} chunk */
  #addChoice({ delta, finish_reason, index, logprobs = null, ...other }) {
    if (!isIndex(index, this.most)) {
      throw new OpenAIError(`Chat completion stream contains an invalid choice index: ${index}`);
    }
    const choice = (this.completion.choices[index] ??= {
      finish_reason: finish_reason ?? null,
      index,
      message: {},
      logprobs: null,
      ...other,
    });
    if (logprobs) addLogprobs(choice, logprobs);
    if (finish_reason) {
      choice.finish_reason = finish_reason;
      checkFinishReason(this.#params, finish_reason, this.#isRun);
    }
    assign(choice, other);
    return delta ? this.#addDelta(choice, delta) : [];
  }

  /** @param {any} choice @param {any} delta */
  #addDelta({ message, index }, delta) {
    const { audio, content, refusal, function_call, role, tool_calls, ...rest } = delta;
    assign(message, rest);
    if (isAudioEnd(delta)) this.audioDone.add(index);
    else this.audioDone.delete(index);
    if (refusal) message.refusal = (message.refusal || "") + refusal;
    if (role) message.role = role;
    if (audio) addAudio((message.audio ??= {}), audio);
    if (function_call) addFunctionCall(message, function_call);
    if (content != null) this.#addContent(message, this.state(index), content);
    return tool_calls ? this.#addCalls((message.tool_calls ??= []), index, tool_calls) : [];
  }

  /** @param {any} message @param {ChoiceState} state @param {string} content */
  #addContent(message, state, content) {
    message.content = (message.content || "") + content;
    if (!this.isText || message.refusal) return;
    if (!state.json) {
      state.json = new PartialJSON();
      show(message, "parsed", state.json);
    }
    feed(state.json, content);
  }

  /** @param {any[]} calls @param {number} choice @param {any[]} deltas */
  #addCalls(calls, choice, deltas) {
    return deltas.map(({ index, id, type, function: fn, custom, ...rest }) => {
      if (!isIndex(index, MOST)) {
        throw new OpenAIError(
          `Chat completion stream contains an invalid tool call index: ${index}`,
        );
      }
      const call = (calls[index] ??= {});
      const known = this.isTool && this.state(choice).calls.get(index);
      if (known) checkIdentity(known, type, fn?.name);
      assign(call, rest);
      if (id) call.id = id;
      if (type) call.type = type;
      if (custom) addCustom(call, custom);
      if (fn) this.#addFunction(call, this.state(choice).calls, index, fn);
      return { index, arguments_delta: fn?.arguments ?? "" };
    });
  }

  /** @param {any} call @param {Map<number, any>} known @param {number} index @param {any} fn */
  #addFunction(call, known, index, fn) {
    const made = (call.function ??= { name: fn.name ?? "", arguments: "" });
    if (fn.name) made.name = fn.name;
    const text = fn.arguments;
    if (text != null) made.arguments += text;
    if (!this.isTool) return;
    if (!known.has(index) && call.type === "function" && made.name) {
      const isParsed = isParseableTool(toolNamed(this.#params, made.name));
      known.set(index, { name: made.name, isParsed });
    }
    if (text && known.get(index)?.isParsed) this.#parse(made, known.get(index), text);
  }

  /** @param {any} made @param {any} state @param {string} text */
  #parse(made, state, text) {
    const isFirst = !state.json;
    state.json ??= new PartialJSON();
    // The name of the tool may have come after what it is called with.
    feed(state.json, isFirst ? made.arguments : text);
    if (hasOwn(made, "parsed_arguments") || state.json.value === undefined) return;
    show(made, "parsed_arguments", state.json);
  }
}

/**
 * A property that is made when it is looked at.
 * @param {object} target @param {string} name @param {PartialJSON} json
 */
const show = (target, name, json) =>
  Object.defineProperty(target, name, {
    get: () => json.value ?? null,
    enumerable: true,
    configurable: true,
  });

/** What is no JSON at all fails at once; what is wrong further inside, when it is whole. @param {PartialJSON} json @param {string} text */
function feed(json, text) {
  json.accept(text);
  if (json.isHopeless) throw invalidJSON();
}

/** @param {{ name: string }} known @param {unknown} type @param {unknown} name */
function checkIdentity(known, type, name) {
  if ((type !== undefined && type !== "function") || (name !== undefined && name !== known.name)) {
    throw new OpenAIError("Chat completion stream contains a changed tool call identity");
  }
}

/** Assigns, also what is named `__proto__`. @param {object} target @param {object} source */
function assign(target, source) {
  for (const [key, value] of Object.entries(source)) {
    if (key !== "__proto__") /** @type {any} */ (target)[key] = value;
    else
      Object.defineProperty(target, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
  }
}

/** @param {any} choice @param {any} logprobs */
function addLogprobs(choice, { content, refusal, ...rest }) {
  const isFirst = !choice.logprobs;
  const all = (choice.logprobs ??= {});
  assign(all, rest);
  for (const [name, added] of Object.entries({ content, refusal })) {
    if (added) (all[name] ??= []).push(...added);
    else if (isFirst && added !== undefined) all[name] = added;
  }
}

/** @param {any} delta */
function isAudioEnd({ audio, ...rest }) {
  const { expires_at, ...others } = audio ?? {};
  const isEmpty = (/** @type {object} */ object) =>
    Object.values(object).every((value) => value == null);
  return expires_at != null && isEmpty(others) && isEmpty(rest);
}

/** @param {any} all @param {any} audio */
function addAudio(all, { id, data, transcript, expires_at }) {
  if (id != null) all.id = id;
  if (data != null) all.data = (all.data ?? "") + data;
  if (transcript != null) all.transcript = (all.transcript ?? "") + transcript;
  if (expires_at != null) all.expires_at = expires_at;
}

/** @param {any} message @param {any} delta */
function addFunctionCall(message, delta) {
  const call = message.function_call;
  if (!call) return void (message.function_call = delta);
  if (delta.name) call.name = delta.name;
  if (delta.arguments) call.arguments = (call.arguments ?? "") + delta.arguments;
}

/** @param {any} call @param {any} delta */
function addCustom(call, { name, input }) {
  const custom = (call.custom ??= { name: name ?? "", input: "" });
  if (name) custom.name = name;
  if (input) custom.input += input;
}
