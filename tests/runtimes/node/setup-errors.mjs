// Where the module cannot run, the first client says what to do; the import says nothing.
import assert from "node:assert/strict";
import { OpenAIClient } from "openai-wasm";
import { OpenAIClient as SlimClient, initSync } from "openai-wasm/slim";
import { OpenAIClient as WebClient, init } from "openai-wasm/web";

const whole = WebAssembly;
const refusing = (message) =>
  class {
    constructor() {
      throw new whole.CompileError(message);
    }
  };
const create = (Client) => new Client({ apiKey: "sk-simulator" });

globalThis.WebAssembly = undefined;
assert.throws(() => create(OpenAIClient), /needs WebAssembly, which this runtime does not offer/);
globalThis.WebAssembly = { Module: refusing("Wasm code generation disallowed by embedder") };
assert.throws(() => create(OpenAIClient), /bundle with the condition workerd or edge-light/);
globalThis.WebAssembly = whole;
assert.equal(create(OpenAIClient).maxRetries, 2, "once the obstacle is gone");

assert.throws(
  () => create(SlimClient),
  /^Error: openai-wasm\/slim .* call initSync\(module\) first/,
);
assert.throws(() => create(WebClient), /^Error: openai-wasm\/web .* await init\(url\) first/);
assert.throws(() => initSync(undefined), /could not load its module: .*buffer source/);
await assert.rejects(init("data:text/plain,hello"), /what was given is no wasm module/);
