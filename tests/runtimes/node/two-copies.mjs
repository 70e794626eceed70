// Two copies of the package in one program: both work, and their errors are told apart by name.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as first from "openai-wasm";

const second = createRequire(import.meta.url)("openai-wasm");
assert.notEqual(first.OpenAIClient, second.OpenAIClient);

for (const { OpenAIClient, AuthenticationError } of [first, second]) {
  const options = { apiKey: "sk-simulator", baseURL: process.env.OPENAI_BASE_URL };
  const error = await new OpenAIClient({ ...options, organization: "org-stranger" }).models
    .list()
    .catch((error) => error);
  assert.equal(error.name, "AuthenticationError");
  assert.equal(error.constructor.name, "AuthenticationError");
  assert.equal(error instanceof AuthenticationError, true);
  const other = OpenAIClient === first.OpenAIClient ? second : first;
  assert.equal(error instanceof other.AuthenticationError, false);
}
