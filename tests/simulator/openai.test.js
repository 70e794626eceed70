// `openai` from npm runs against the simulator over HTTP and finds the API it knows.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import OpenAI from "openai";
import { serveSimulator } from "../../simulator/node.js";
import { chat, fault, question } from "./ask.js";

let server;
before(async () => (server = await serveSimulator({ pace: 0 })));
after(() => server.close());
beforeEach(() => server.simulator.reset());

const answer = "The Los Angeles Dodgers won the World Series in 2020.";
const clientOf = (options = {}) =>
  new OpenAI({ apiKey: "sk-simulator", baseURL: server.baseURL, maxRetries: 0, ...options });

test("chats, whole and streamed", async () => {
  const client = clientOf({ organization: "org-team" });
  const whole = await client.chat.completions.create(chat);
  assert.equal(whole.choices[0].message.content, answer);
  assert.match(whole._request_id, /^req_/);
  const stream = await client.chat.completions.create({ ...chat, stream: true });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  assert.equal(text, answer);
  assert.equal(server.simulator.journal.last.served.organization, "org-team");
});

test("its own accumulators accept the streams", async () => {
  const client = clientOf();
  const chatted = client.chat.completions.stream(chat);
  assert.equal(await chatted.finalContent(), answer);
  const responded = client.responses.stream({ model: "gpt-4o", input: question });
  const final = await responded.finalResponse();
  assert.equal(final.output_text, answer);
  assert.equal(final.status, "completed");
});

test("responds, follows up, and forgets", async () => {
  const client = clientOf();
  const first = await client.responses.create({ model: "gpt-4o", input: question });
  assert.equal(first.output_text, answer);
  const input = "Where was it played?";
  const body = { model: "gpt-4o", input, previous_response_id: first.id };
  const second = await client.responses.create(body);
  assert.match(second.output_text, /Arlington, Texas/);
  assert.equal((await client.responses.retrieve(second.id)).output_text, second.output_text);
  await client.responses.delete(first.id);
  await assert.rejects(client.responses.retrieve(first.id), OpenAI.NotFoundError);
});

test("completes text and answers in a wanted format", async () => {
  const client = clientOf();
  const model = "gpt-3.5-turbo-instruct";
  const stream = await client.completions.create({ model, prompt: question, stream: true });
  let text = "";
  for await (const { choices } of stream) text += choices[0].text;
  assert.equal(text, answer);
  const schema = {
    type: "object",
    properties: { city: { type: "string" }, year: { type: "integer" } },
  };
  const response_format = { type: "json_schema", json_schema: { name: "place", schema } };
  const { choices } = await client.chat.completions.parse({ ...chat, response_format });
  assert.deepEqual(Object.keys(JSON.parse(choices[0].message.content)), ["city", "year"]);
});

test("embeds, in numbers and in base64", async () => {
  const client = clientOf();
  const body = { model: "text-embedding-3-small", input: ["one", "two"], dimensions: 8 };
  const numbers = await client.embeddings.create({ ...body, encoding_format: "float" });
  // Without a format the client asks for base64 and decodes it.
  const decoded = await client.embeddings.create(body);
  assert.equal(decoded.data.length, 2);
  assert.deepEqual(decoded.data[1].embedding, numbers.data[1].embedding);
  assert.equal(server.simulator.journal.last.body.encoding_format, "base64");
});

test("uploads files, and lists them page by page", async () => {
  const client = clientOf();
  for (const name of ["a.txt", "b.txt", "c.txt"]) {
    await client.files.create({ file: new File(["text"], name), purpose: "user_data" });
  }
  const names = [];
  for await (const { filename } of client.files.list({ limit: 2 })) names.push(filename);
  assert.deepEqual(names, ["c.txt", "b.txt", "a.txt"]);
  const [file] = (await client.files.list({ limit: 1 })).data;
  assert.equal(await (await client.files.content(file.id)).text(), "text");
  assert.equal((await client.files.delete(file.id)).deleted, true);
});

test("lists models, projects and their limits", async () => {
  const client = clientOf({ adminAPIKey: "sk-admin-simulator" });
  const models = await client.models.list();
  assert.ok(models.data.some(({ id }) => id === "gpt-4o"));
  assert.equal((await client.models.retrieve("gpt-5")).id, "gpt-5");
  const projects = await client.admin.organization.projects.list();
  assert.equal(projects.data[0].id, "proj_team");
  const limits = await client.admin.organization.projects.rateLimits.listRateLimits("proj_team");
  assert.ok(limits.data.every(({ max_requests_per_1_minute }) => max_requests_per_1_minute > 0));
  assert.equal((await client.moderations.create({ input: "hello" })).results[0].flagged, false);
});

test("sees its error classes", async () => {
  const cases = [
    ["null_organization", OpenAI.BadRequestError],
    ["invalid_organization", OpenAI.AuthenticationError],
    ["unsupported_country_region_territory", OpenAI.PermissionDeniedError],
    ["unknown_model", OpenAI.NotFoundError],
    ["rate_limit", OpenAI.RateLimitError],
    ["insufficient_quota", OpenAI.RateLimitError],
    ["overloaded", OpenAI.InternalServerError],
    ["reset", OpenAI.APIConnectionError],
  ];
  for (const [name, expected] of cases) {
    const call = clientOf().chat.completions.create(chat, { headers: fault(name) });
    await assert.rejects(call, expected, name);
  }
});

test("retries what it is told to", async () => {
  const { faults, journal } = server.simulator;
  faults.add({ fault: "rate_limit", "retry-after-ms": 5 });
  faults.add({ fault: "delay", ms: 1 });
  const client = clientOf({ maxRetries: 1 });
  await client.chat.completions.create(chat);
  assert.deepEqual(
    journal.entries.map(({ status }) => status),
    [429, 200],
  );
});

test("fails in the middle of a stream as it would there", async () => {
  const cases = [
    ["error_event; after=2; code=server_error", OpenAI.APIError],
    ["error_event; after=2; form=event", OpenAI.APIError],
    ["malformed_event; after=2", SyntaxError],
    ["reset; after=2", TypeError],
  ];
  for (const [name, expected] of cases) {
    const options = { headers: fault(name) };
    const stream = await clientOf().chat.completions.create({ ...chat, stream: true }, options);
    const read = async () => {
      for await (const chunk of stream) assert.ok(chunk.choices);
    };
    await assert.rejects(read(), expected, name);
  }
});

test("leaves a stream by break, and the simulator notices", async () => {
  const client = clientOf();
  const options = { headers: fault("stall; after=3") };
  for await (const _ of await client.chat.completions.create({ ...chat, stream: true }, options))
    break;
  const entry = server.simulator.journal.last;
  for (let tries = 0; !entry.aborted && tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(entry.aborted, true);
  assert.equal(entry.events, 3);
});
