// Uploads with a `fetch` of another realm, which does not know the forms and streams of this one.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import nodeFetch2 from "node-fetch2";
import nodeFetch3 from "node-fetch3";
import { fetch as undici6 } from "undici6";
import { fetch as undici7 } from "undici7";
import { OpenAI, toStreamingFile } from "./client.js";

const fetches = { native: globalThis.fetch, undici6, undici7, nodeFetch2, nodeFetch3 };
const bytes = new TextEncoder().encode("what is in the file");

async function* chunks() {
  yield bytes.slice(0, 4);
  yield bytes.slice(4);
}

const uploads = {
  "a file": (client) =>
    client.files.create({ file: new File([bytes], "a.txt"), purpose: "assistants" }),
  "a file that streams": (client) =>
    client.files.create({ file: toStreamingFile(chunks(), "a.txt"), purpose: "assistants" }),
  "a form of the caller's": (client) => {
    const form = new FormData();
    form.append("purpose", "assistants");
    form.append("file", new File([bytes], "a.txt"));
    return client.post("/files", { body: form });
  },
};

/** Runs a test against a server that shows what came. */
async function withServer(use) {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const type = request.headers["content-type"];
    const form =
      type && (await new Response(body, { headers: { "content-type": type } }).formData());
    const file = form?.get("file");
    const seen = form
      ? { purpose: form.get("purpose"), name: file.name, text: await file.text() }
      : { whole: body.toString() };
    response.setHeader("content-type", "application/json").end(JSON.stringify(seen));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${server.address().port}/v1`);
  } finally {
    server.close();
  }
}

const wanted = { purpose: "assistants", name: "a.txt", text: "what is in the file" };

for (const [name, fetch] of Object.entries(fetches)) {
  for (const [what, upload] of Object.entries(uploads)) {
    test(`${what} arrives whole by ${name}`, () =>
      withServer(async (baseURL) => {
        const client = new OpenAI({ apiKey: "sk-test", baseURL, fetch });
        assert.deepEqual({ ...(await upload(client)) }, wanted);
      }));
  }

  test(`a stream arrives whole by ${name}`, () =>
    withServer(async (baseURL) => {
      const client = new OpenAI({ apiKey: "sk-test", baseURL, fetch });
      const { whole } = await client.post("/files", { body: new Blob([bytes]).stream() });
      assert.equal(whole, "what is in the file");
    }));
}
