// The client of npm's `openai`, as somebody uses it.
import { OpenAI } from "openai";
import { body } from "../answers.js";

/** @type {import("./clients.js").Connect} */
export function connect(fetch) {
  const options = { apiKey: "sk-bench-0123456789", fetch, dangerouslyAllowBrowser: true };
  const { completions } = new OpenAI(options).chat;
  const stream = (options) => completions.create({ ...body, stream: true }, options);
  return {
    listen: (more) => completions.stream({ ...body, ...more }),
    ask: (options) => completions.create(body, options),
    open: async (options) => (await stream(options))[Symbol.asyncIterator](),
  };
}
