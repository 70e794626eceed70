// Both clients encode the same uploads, whatever a file is made of.
import assert from "node:assert/strict";
import { createReadStream, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import * as openai from "openai";
import * as ours from "../client.js";
import { makeOracle, makeOurs } from "./clients.js";
import { recordingFetch } from "./record.js";
import { callMethod } from "./reflect.js";

const folder = mkdtempSync(join(tmpdir(), "uploads-"));
writeFileSync(join(folder, "on disk.txt"), "read from disk");

async function* chunks() {
  yield new TextEncoder().encode("one ");
  yield "two";
}

/** @param {string} url */
function answerFrom(url) {
  const response = new Response("fetched", { headers: { "content-type": "text/x-fetched" } });
  return Object.defineProperty(response, "url", { value: url });
}

const files = {
  "a File": () => new File(["abc"], "a.txt", { type: "text/plain" }),
  "a File with a path for a name": () => new File(["abc"], "dir/sub\\a.txt"),
  "a File with quotes and control characters": () => new File(["abc"], 'a"b\r\nc\u0001.txt'),
  "a File of bytes that are no text": () => new File([new Uint8Array([0, 255, 13, 10, 45])], "b"),
  "an empty File": () => new File([], "empty"),
  "a Blob without a name": () => new Blob(["abc"], { type: "image/png" }),
  "a Response": () => answerFrom("https://x.test/dir/pic%20ture.png?size=1"),
  "a Response whose name hides a quote": () => answerFrom("https://x.test/a%22b.png"),
  "an async iterable": () => chunks(),
  "an async iterable with a path": () => Object.assign(chunks(), { path: "/tmp/x/y.bin" }),
  "a ReadableStream": () => new Blob(["streamed"]).stream(),
  "a file stream of Node": () => createReadStream(join(folder, "on disk.txt")),
};

const named = new File(["abc"], "n.txt", { type: "text/n", lastModified: 5 });

const made = {
  "toFile of bytes": ({ toFile }) => toFile(new Uint8Array([104, 105]), "hi.bin"),
  "toFile of an ArrayBuffer": ({ toFile }) => toFile(new ArrayBuffer(3), "zero.bin"),
  "toFile of text with a type": ({ toFile }) => toFile("text", "t", { type: "text/x-t" }),
  "toFile of a Response": ({ toFile }) => toFile(answerFrom("https://x.test/r.png")),
  "toFile of a file stream": ({ toFile }) => toFile(createReadStream(join(folder, "on disk.txt"))),
  "toFile of a promise": ({ toFile }) => toFile(Promise.resolve(new Blob(["late"])), "late"),
  "toFile of a file with empty options": ({ toFile }) => toFile(named, undefined, {}),
  "toFile of a file with its own name": ({ toFile }) => toFile(named, "n.txt"),
  "toFile of a file with another type": ({ toFile }) => toFile(named, null, { type: "a/b" }),
  "toFile without a name": ({ toFile }) => toFile("text"),
  toStreamingFile: ({ toStreamingFile }) => toStreamingFile(chunks(), "d/s.txt", { type: "a/b" }),
  "toStreamingFile without a type": ({ toStreamingFile }) => toStreamingFile(chunks(), "s.txt"),
};

const shapes = [
  ["files.create", (file) => ({ file, purpose: "assistants" })],
  ["files.create", (file) => ({ file, expires_after: { anchor: "created_at", seconds: 60 } })],
  ["images.edit", (file) => ({ image: [file], prompt: 'a "b"\nü', n: 2, stream: true })],
  ["skills.create", (file) => ({ files: [file] })],
  ["containers.files.create", (file) => ({ file }), "cntr_1"],
];

/**
 * @param {Function} makeClient
 * @param {typeof shapes[number]} shape
 * @param {unknown} file
 */
async function send(makeClient, [name, params, ...ids], file) {
  const { fetch, requests } = recordingFetch();
  const outcome = await callMethod(makeClient(fetch), name, [...ids, params(file)]).then(
    (value) => value?.controller?.abort(),
    (error) => error.constructor.name,
  );
  return { requests, outcome };
}

describe("encodes uploads as openai does", () => {
  for (const [title, makeFile] of Object.entries({ ...files, ...made })) {
    test(title, async () => {
      for (const shape of shapes) {
        const expected = await send(makeOracle, shape, await makeFile(openai));
        const actual = await send(makeOurs, shape, await makeFile(ours));
        assert.deepEqual(actual, expected, `${shape[0]}, ${shape[1]}`);
      }
    });
  }
});

test("refuses null in a form as openai does", async () => {
  const shape = ["files.create", (file) => ({ file, purpose: null })];
  const file = new File(["abc"], "a.txt");
  const expected = await send(makeOracle, shape, file);
  assert.deepEqual(await send(makeOurs, shape, file), expected);
  assert.equal(expected.outcome, "TypeError");
});

test("makes the same files", async () => {
  for (const [title, makeFile] of Object.entries(made)) {
    if (!title.startsWith("toFile")) continue;
    const [expected, actual] = [await makeFile(openai), await makeFile(ours)];
    assert.deepEqual([actual.name, actual.type], [expected.name, expected.type], title);
    assert.equal(await actual.text(), await expected.text(), title);
    assert.deepEqual([actual === named], [expected === named], title);
  }
});

test("asks a file for its name once", async () => {
  for (const make of [makeOracle, makeOurs]) {
    let asked = 0;
    const file = Object.defineProperty(new File(["abc"], "a.txt"), "name", {
      get: () => `name-${(asked += 1)}.txt`,
    });
    const sent = await send(make, ["files.create", (file) => ({ file, purpose: "batch" })], file);
    assert.match(JSON.stringify(sent), /name-1\.txt/);
  }
});
