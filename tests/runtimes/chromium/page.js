// A page that imports the package's file as it is.
import { OpenAIClient } from "./node_modules/openai-wasm/index.js";
import { ask } from "./ask.js";

globalThis.answers = ask(OpenAIClient, new URLSearchParams(location.search).get("api"));
