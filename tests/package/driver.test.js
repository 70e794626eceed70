// The driver of calls against the cases that the one in Rust has to pass too.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { answering } from "../cases/fetch.js";
import OpenAIClient from "./client.js";

const cases = JSON.parse(fs.readFileSync(new URL("../cases/driver.json", import.meta.url), "utf8"));

for (const { name, answers, stream, maxRetries = 0, timeout, calls, ...wanted } of cases) {
  test(name, async () => {
    const double = answering(answers);
    const apiKey = "sk-test-1234567890";
    const baseURL = "http://127.0.0.1/v1";
    const { fetch } = double;
    const client = new OpenAIClient({ apiKey, baseURL, fetch, maxRetries, timeout });
    const outcome = await outcomeOf(client, stream);
    if (outcome.error) outcome.error = shown(outcome.error, wanted.error);
    assert.deepEqual(outcome, wanted);
    assert.equal(double.calls, calls, "how often fetch was called");
  });
}

async function outcomeOf(client, stream) {
  const body = { model: "m", messages: [], stream };
  const events = [];
  try {
    const value = await client.chat.completions.create(body);
    if (!stream) return { value };
    for await (const event of value) events.push(event);
  } catch (error) {
    return stream ? { events, error } : { error };
  }
  return { events };
}

/** What a case says of an error, of the one that came. */
function shown(error, wanted = {}) {
  const { message, status, code, requestID, diagnosis } = error;
  const all = {
    class: error.constructor.name,
    kind: wanted.kind,
    status,
    code: code ?? undefined,
    requestId: requestID ?? undefined,
    diagnosis: wanted.diagnosis && diagnosis?.kind,
    ...(message.startsWith(wanted.begins) ? { begins: wanted.begins } : { message }),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
