// A Worker that asks whenever it is asked.
import { OpenAIClient } from "openai-wasm";
import { ask } from "./ask.js";

export default {
  async fetch(request, env) {
    return Response.json(await ask(OpenAIClient, env.OPENAI_BASE_URL));
  },
};
