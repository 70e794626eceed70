// TypeScript under a Node that strips types.
import OpenAI, { type ClientOptions } from "openai-wasm";
import { ask } from "./ask.js";

const options: ClientOptions = { baseURL: process.env.OPENAI_BASE_URL };
console.log(JSON.stringify(await ask(OpenAI, options.baseURL!)));
