// A Worker that got the entry for browsers: the error says how to bundle it.
import { OpenAIClient } from "./node_modules/openai-wasm/index.js";

export default {
  fetch() {
    try {
      return new Response(String(new OpenAIClient({ apiKey: "sk-simulator" })));
    } catch ({ message }) {
      return new Response(message);
    }
  },
};
