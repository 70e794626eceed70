// In jsdom the import is harmless although TextDecoder is missing, and the first use says so.
const { OpenAIClient } = require("openai-wasm");

test("says what jsdom lacks", () => {
  expect(() => new OpenAIClient({ apiKey: "sk-simulator" })).toThrow(/needs Text(De|En)coder/);
});
