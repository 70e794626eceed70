// An ES module under Node.
import { OpenAIClient } from "openai-wasm";
import { ask } from "./ask.js";

console.log(JSON.stringify(await ask(OpenAIClient, process.env.OPENAI_BASE_URL)));
