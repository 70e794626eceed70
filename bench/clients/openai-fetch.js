// `openai-fetch`, as somebody uses it.
import { OpenAIClient } from "openai-fetch";
import { body } from "../answers.js";

/** @type {import("./clients.js").Connect} */
export function connect(fetch) {
  const client = new OpenAIClient({ apiKey: "sk-bench-0123456789", kyOptions: { fetch } });
  return {
    ask: (options) => client.createChatCompletion(body, options),
    open: async (options) => iteratorOf(await client.streamChatCompletion(body, options)),
  };
}

/** @param {ReadableStream} stream */
function iteratorOf(stream) {
  const reader = stream.getReader();
  return { next: () => reader.read(), return: () => reader.cancel() };
}
