// A chat completion made of its snapshot, once its stream is over.

import { OpenAIError, uuid } from "../core.js";
import { maybeParseCompletion } from "./parse.js";

/** @param {import("./snapshot.js").Snapshot} snapshot @param {any} params */
export function finish(snapshot, params) {
  const { id, choices, created, model, system_fingerprint, ...rest } = snapshot.completion;
  const completion = {
    ...rest,
    id,
    choices: choices.map((/** @type {any} */ choice) => choiceOf(choice, snapshot.audioDone)),
    created,
    model,
    object: "chat.completion",
    ...(system_fingerprint ? { system_fingerprint } : {}),
  };
  return maybeParseCompletion(completion, params);
}

/** @param {any} choice @param {Set<number>} audioDone */
function choiceOf({ message, finish_reason, index, logprobs, ...rest }, audioDone) {
  const { function_call, tool_calls, role, audio } = message;
  const isHeard = audioDone.has(index) && isWholeAudio(audio);
  const reason = finish_reason ?? (isHeard ? "stop" : null);
  if (!reason) throw new OpenAIError(`missing finish_reason for choice ${index}`);
  if (!role) throw new OpenAIError(`missing role for choice ${index}`);
  const made = { ...rest, index, finish_reason: reason, logprobs };
  if (function_call) return { ...made, message: messageOfFunction(message, index) };
  const { content = null, refusal, ...others } = message;
  // They are made of the whole text: what was read of its parts is not the last word.
  delete others.parsed;
  delete others.function_call;
  if (!audio) delete others.audio;
  const whole = { ...others, role, content, refusal: refusal ?? null };
  if (tool_calls) whole.tool_calls = tool_calls.map(toCall(index));
  else delete whole.tool_calls;
  return { ...made, message: whole };
}

/** @param {any} audio */
const isWholeAudio = (audio) =>
  ["id", "data", "transcript", "expires_at"].every((name) => audio?.[name] != null);

/** @param {any} message @param {number} index */
function messageOfFunction({ audio, content = null, function_call, role, refusal }, index) {
  const { arguments: text, name } = function_call;
  if (text == null) throw new OpenAIError(`missing function_call.arguments for choice ${index}`);
  if (!name) throw new OpenAIError(`missing function_call.name for choice ${index}`);
  const heard = audio ? { audio } : {};
  return {
    ...heard,
    content,
    function_call: { arguments: text, name },
    role,
    refusal: refusal ?? null,
  };
}

/**
 * Makes a tool call whole; one without an id gets one.
 * @param {number} choice
 * @returns {(call: any, index: number) => any}
 */
const toCall = (choice) => (call, index) => {
  const missing = (/** @type {string} */ name) =>
    new OpenAIError(`missing choices[${choice}].tool_calls[${index}].${name}`);
  const { type, id, custom, function: fn, ...rest } = call;
  if (type == null) throw missing("type");
  const made = { ...rest, id: id || newCallID(), type };
  if (type === "custom") {
    const { input = "", name, ...others } = custom ?? {};
    if (name == null) throw missing("custom.name");
    return { ...made, ...(fn && { function: fn }), custom: { ...others, name, input } };
  }
  const { arguments: text, name, ...others } = fn ?? {};
  if (name == null) throw missing("function.name");
  if (text == null) throw missing("function.arguments");
  delete others.parsed_arguments;
  return { ...made, ...(custom && { custom }), function: { ...others, name, arguments: text } };
};

export const newCallID = () => `call_${uuid()}`;
