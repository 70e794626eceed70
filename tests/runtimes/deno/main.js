// An app under Deno.
import { OpenAIClient } from "openai-wasm";
import { ask } from "./ask.js";

console.log(JSON.stringify(await ask(OpenAIClient, Deno.args[0])));
