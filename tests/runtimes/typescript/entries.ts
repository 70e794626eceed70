// The entries that take the module from outside.
import { initSync, OpenAIClient } from "openai-wasm/slim";
import { init, type ClientOptions } from "openai-wasm/web";

const options: ClientOptions = { apiKey: "sk-simulator", organization: "org-team" };
await init("/openai_wasm_bg.wasm", { integrity: "sha384-" });
initSync(new Uint8Array());
for await (const model of new OpenAIClient(options).models.list()) model.id satisfies string;
