// A page whose policy forbids WebAssembly: the errors say what to add.
import { OpenAIClient } from "./node_modules/openai-wasm/index.js";
import { init } from "./node_modules/openai-wasm/web.js";

async function refusals() {
  const created = new Promise(() => new OpenAIClient({ apiKey: "sk-simulator" }));
  const streamed = init("./node_modules/openai-wasm/openai_wasm_bg.wasm");
  const outcomes = await Promise.allSettled([created, streamed]);
  return outcomes.map(({ reason }) => reason.message);
}

globalThis.answers = refusals();
