// openai-wasm as somebody uses it: here the entry that Node chooses, for which bundles have theirs.
import { OpenAIClient } from "../../pkg/node.js";
import { body } from "../answers.js";

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {object} [more] options
 * @returns {import("./clients.js").Client & { client: OpenAIClient }}
 */
export function connect(fetch, more) {
  const options = { apiKey: "sk-bench-0123456789", fetch, dangerouslyAllowBrowser: true, ...more };
  const client = new OpenAIClient(options);
  const { completions } = client.chat;
  const stream = (options) => completions.create({ ...body, stream: true }, options);
  return {
    client,
    listen: (more) => completions.stream({ ...body, ...more }),
    ask: (options) => completions.create(body, options),
    open: async (options) => (await stream(options))[Symbol.asyncIterator](),
    openText: async (options) => (await stream(options)).text()[Symbol.asyncIterator](),
  };
}
