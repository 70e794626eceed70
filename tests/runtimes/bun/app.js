// An app under Bun.
import { OpenAIClient } from "openai-wasm";
import { ask } from "./ask.js";

console.log(JSON.stringify(await ask(OpenAIClient, process.argv.at(-1))));
