/** @jest-environment jsdom */
// The import is harmless where there is no TextDecoder, and the first use says what is missing.
const { OpenAIClient } = require("openai-wasm");

test("says what jsdom lacks", () => {
  expect(() => new OpenAIClient({ apiKey: "sk-simulator" })).toThrow(/needs TextDecoder/);
});
