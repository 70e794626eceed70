// An import compiles nothing and leaves no trace; the first client compiles the module, the only time.
import assert from "node:assert/strict";

let compiled = 0;
const { Module } = WebAssembly;
WebAssembly.Module = new Proxy(Module, {
  construct(target, args) {
    compiled += 1;
    return new target(...args);
  },
});
const globals = () => Object.getOwnPropertyNames(globalThis).sort();
const before = globals();

const { OpenAIClient } = await import("openai-wasm");
assert.equal(compiled, 0, "after the import");
assert.deepEqual(globals(), before, "globals");

const clients = [1, 2, 3].map(() => new OpenAIClient({ apiKey: "sk-simulator" }));
assert.equal(clients.length, 3);
assert.equal(compiled, 1, "after three clients");
