// A page that streams the module as a separate file, whose hash it knows.
import { OpenAIClient, init } from "./node_modules/openai-wasm/web.js";
import { ask } from "./ask.js";

const parameters = new URLSearchParams(location.search);
const ready = init("./node_modules/openai-wasm/openai_wasm_bg.wasm", {
  integrity: parameters.get("integrity"),
});

globalThis.answers = ready.then(() => ask(OpenAIClient, parameters.get("api")));
