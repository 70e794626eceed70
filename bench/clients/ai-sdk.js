// `@ai-sdk/openai` with `ai`, as somebody uses them.
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, streamText } from "ai";
import { body } from "../answers.js";

globalThis.AI_SDK_LOG_WARNINGS = false;

/** @type {import("./clients.js").Connect} */
export function connect(fetch) {
  const model = createOpenAI({ apiKey: "sk-bench-0123456789", fetch }).chat(body.model);
  const given = ({ signal } = {}) => ({ model, prompt: "Say hi", abortSignal: signal });
  const stream = (options) => streamText({ ...given(options), onError() {} });
  return {
    ask: (options) => generateText(given(options)),
    open: async (options) => stream(options).fullStream[Symbol.asyncIterator](),
    openText: async (options) => stream(options).textStream[Symbol.asyncIterator](),
  };
}
