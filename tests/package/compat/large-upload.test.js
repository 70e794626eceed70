// A large file goes from the disk to the server without ever being in memory as a whole.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, mkdtempSync, openSync, rmSync, ftruncateSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OpenAIClient, toStreamingFile } from "../client.js";

const megabyte = 2 ** 20;
const size = 200 * megabyte;

// In a process of its own, so that what it is sent is not counted as ours.
const code = `
  require("node:http").createServer(async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += chunk.length;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "file-1", bytes }));
  }).listen(0, "127.0.0.1", function () { console.log(this.address().port); });`;

async function serve() {
  const server = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(server.stdout, "data");
  return { server, baseURL: `http://127.0.0.1:${Number(port)}/v1` };
}

/** A file of zeros on the disk, which takes no room there. */
function makeFile(folder) {
  const path = join(folder, "large.bin");
  const handle = openSync(path, "w");
  ftruncateSync(handle, size);
  closeSync(handle);
  return path;
}

// Node lets the buffers of chunks that were sent lie until it is pressed for memory.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** The chunks of a file, noting how large the process is every ten megabytes. */
async function* watched(path, sizes) {
  let count = 0;
  for await (const chunk of createReadStream(path)) {
    if (++count % 160 === 0) {
      collectGarbage();
      sizes.push(process.memoryUsage.rss());
    }
    yield chunk;
  }
}

test("streams 200 MB from the disk in less than 60 MB of memory", async () => {
  const folder = mkdtempSync(join(tmpdir(), "large-"));
  const { server, baseURL } = await serve();
  const client = new OpenAIClient({ apiKey: "sk-test", baseURL });
  const upload = (data) =>
    client.files.create({ file: toStreamingFile(data, "large.bin"), purpose: "user_data" });
  await upload(new Blob([Buffer.alloc(megabyte)]).stream());
  const sizes = [process.memoryUsage.rss()];
  const { bytes } = await upload(watched(makeFile(folder), sizes));
  assert.ok(bytes > size, `${bytes} bytes arrived`);
  const growth = (Math.max(...sizes) - sizes[0]) / megabyte;
  assert.ok(growth < 60, `grew by ${growth.toFixed(0)} MB`);
  server.kill();
  rmSync(folder, { recursive: true });
});

test("does not send a stream a second time", async () => {
  let sent = 0;
  const fetch = async (_, { body }) => {
    sent += 1;
    await new Response(body).text();
    return new Response("{}", { status: 500 });
  };
  const client = new OpenAIClient({ apiKey: "sk-test", fetch, maxRetries: 3 });
  const file = toStreamingFile(new Blob(["abc"]).stream(), "a.txt");
  await assert.rejects(client.files.create({ file, purpose: "user_data" }), { status: 500 });
  assert.equal(sent, 1);
});

test("sends a response that was uploaded a second time, though it can be read once", async () => {
  const sent = [];
  const fetch = async (_, { body }) => {
    sent.push((await body.get("file").text()) + body.get("file").name);
    return Response.json({}, { status: sent.length === 1 ? 500 : 200 });
  };
  const client = new OpenAIClient({ apiKey: "sk-test", fetch, maxRetries: 1, maxRetryDelay: 1 });
  await client.files.create({ file: new Response("abc"), purpose: "user_data" });
  assert.deepEqual(sent, ["abcunknown_file", "abcunknown_file"]);
});
