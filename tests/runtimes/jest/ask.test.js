// A test under jest, as CommonJS, that uses the client.
const { writeFileSync } = require("node:fs");
const { OpenAIClient } = require("openai-wasm");
const { ask } = require("./ask.cjs");

test("asks", async () => {
  const answers = await ask(OpenAIClient, process.env.OPENAI_BASE_URL);
  expect(answers.answer).toContain("Dodgers");
  writeFileSync("answers.json", JSON.stringify(answers));
});
