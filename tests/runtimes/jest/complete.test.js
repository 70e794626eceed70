// In a jsdom with the platform's own TextDecoder, the client is made as in a page.
const { OpenAIClient } = require("openai-wasm");

test("works in a jsdom that has the platform's encoders", () => {
  const client = new OpenAIClient({ apiKey: "sk-simulator", dangerouslyAllowBrowser: true });
  expect(client.maxRetries).toBe(2);
});
