// openai-wasm as somebody uses it.
import { OpenAIClient } from "../../pkg/index.js";
import { body } from "../answers.js";

/** @type {import("./clients.js").Connect} */
export function connect(fetch) {
  const options = { apiKey: "sk-bench-0123456789", fetch, dangerouslyAllowBrowser: true };
  const { completions } = new OpenAIClient(options).chat;
  const stream = (options) => completions.create({ ...body, stream: true }, options);
  return {
    ask: (options) => completions.create(body, options),
    open: async (options) => (await stream(options))[Symbol.asyncIterator](),
    openText: async (options) => (await stream(options)).text()[Symbol.asyncIterator](),
  };
}
