// A Web Worker that asks, and posts what came.
import { OpenAIClient } from "./node_modules/openai-wasm/index.js";
import { ask } from "./ask.js";

postMessage(await ask(OpenAIClient, new URLSearchParams(location.search).get("api")));
