// Batches, uploads, vector stores and threads are found in the organization they were made in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import OpenAI, { toFile } from "openai";
import { serveSimulator } from "../../simulator/node.js";
import { startAsking } from "./ask.js";

let server;
before(async () => (server = await serveSimulator({ pace: 0 })));
after(() => server.close());
beforeEach(() => server.simulator.reset());

const clientOf = (organization) =>
  new OpenAI({ apiKey: "sk-simulator", baseURL: server.baseURL, maxRetries: 0, organization });

test("each resource has one organization", async () => {
  const team = clientOf("org-team");
  const other = clientOf("org-personal");
  const file = await team.files.create({
    file: await toFile(Buffer.from("{}\n{}\n"), "b.jsonl"),
    purpose: "batch",
  });
  const batch = { completion_window: "24h", endpoint: "/v1/responses", input_file_id: file.id };
  const made = {
    batches: await team.batches.create(batch),
    vectorStores: await team.vectorStores.create({ name: "papers", file_ids: [file.id] }),
    conversations: await team.conversations.create({}),
  };
  for (const [name, { id }] of Object.entries(made)) {
    assert.equal((await team[name].retrieve(id)).id, id, name);
    await assert.rejects(other[name].retrieve(id), OpenAI.NotFoundError, name);
  }
  assert.equal(made.batches.request_counts.total, 2);
  assert.equal((await team.batches.cancel(made.batches.id)).status, "cancelled");
  await assert.rejects(other.batches.create(batch), /No such File object/);
});

test("an upload becomes a file", async () => {
  const client = clientOf("org-team");
  const { id } = await client.uploads.create({
    bytes: 6,
    filename: "a.txt",
    mime_type: "text/plain",
    purpose: "user_data",
  });
  const parts = [];
  for (const text of ["one", "two"]) {
    parts.push((await client.uploads.parts.create(id, { data: new File([text], "part") })).id);
  }
  const { file } = await client.uploads.complete(id, { part_ids: parts });
  assert.equal(await (await client.files.content(file.id)).text(), "onetwo");
  await assert.rejects(client.uploads.cancel(id), /the upload is completed/);
});

test("a vector store counts its files", async () => {
  const client = clientOf("org-team");
  const file = await client.files.create({
    file: new File(["text"], "a.txt"),
    purpose: "assistants",
  });
  const { id } = await client.vectorStores.create({});
  await client.vectorStores.files.create(id, { file_id: file.id });
  assert.equal((await client.vectorStores.retrieve(id)).file_counts.total, 1);
  await client.vectorStores.files.delete(file.id, { vector_store_id: id });
  assert.equal((await client.vectorStores.retrieve(id)).usage_bytes, 0);
});

test("a thread keeps its messages", async () => {
  const { threads } = clientOf("org-team").beta;
  const { id } = await threads.create({ messages: [{ role: "user", content: "one" }] });
  await threads.messages.create(id, { role: "user", content: "two" });
  const texts = [];
  for await (const { content } of threads.messages.list(id)) texts.push(content[0].text.value);
  assert.deepEqual(texts, ["two", "one"]);
});

test("what the API has and the simulator has not is a 501 that says so", async () => {
  const { ask } = startAsking();
  const catalogue = readFileSync(new URL("../../src/endpoints.txt", import.meta.url), "utf8");
  const images = await ask("/v1/images/generations", { body: {} });
  assert.equal(images.status, 501);
  const { error } = await images.json();
  assert.equal(
    error.message,
    "POST /v1/images/generations is in the API, but this simulator does not have it.",
  );
  for (const [method, path] of endpointsOf(catalogue)) {
    const body = method === "GET" || method === "DELETE" ? undefined : {};
    const response = await ask(`/v1${path}`, { method, body });
    assert.doesNotMatch(await response.text(), /Invalid URL/, `${method} ${path}`);
  }
});

/** The methods and paths of the catalogue, each of which follows the path of its group. */
function endpointsOf(catalogue) {
  let root = "";
  return catalogue.split("\n").flatMap((line) => {
    root = /^\S+ (\/\S*)/.exec(line)?.[1] ?? root;
    const [, method, path = ""] = /^ \S+ ([A-Z]+)(?: (\/\S+))?/.exec(line) ?? [];
    return method ? [[method, `${root}${path}`.replaceAll(/[{}]/g, "")]] : [];
  });
}
