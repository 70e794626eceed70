// What `require` gives: the class, with everything else on it, as `openai` does.
const assert = require("node:assert/strict");
const OpenAI = require("openai-wasm");
const { OpenAIClient, RateLimitError, toFile } = require("openai-wasm");

assert.equal(typeof OpenAI, "function");
assert.equal(OpenAI, OpenAIClient);
assert.equal(OpenAI.default, OpenAI);
assert.equal(OpenAI.OpenAI, OpenAI);
assert.equal(RateLimitError.name, "RateLimitError");
assert.equal(typeof toFile, "function");
assert.equal(new OpenAI({ apiKey: "sk-simulator" }).maxRetries, 2);
assert.equal(typeof require("openai-wasm/slim").initSync, "function");
assert.equal(typeof require("openai-wasm/web").init, "function");
assert.equal(require("openai-wasm/package.json").name, "openai-wasm");
