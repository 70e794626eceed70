// A test under vitest that uses the client.
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { OpenAIClient } from "openai-wasm";
import { ask } from "./ask.js";

test("asks", async () => {
  const answers = await ask(OpenAIClient, process.env.OPENAI_BASE_URL);
  expect(answers.answer).toContain("Dodgers");
  writeFileSync("answers.json", JSON.stringify(answers));
});
