// What a program that ends with an error of ours leaves on the console.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";

const pkg = new URL("../../pkg/", import.meta.url);
const wasm = new URL("openai_wasm_bg.wasm", pkg).pathname;
const bytes = `require("node:fs").readFileSync(${JSON.stringify(wasm)})`;

const esm = (file, start = "") =>
  `import * as face from ${JSON.stringify(new URL(file, pkg).href)};
   import { createRequire } from "node:module";
   const require = createRequire("file:///");
   ${start}
   const OpenAI = face.default;`;
const cjs = (file, start = "") =>
  `const face = require(${JSON.stringify(new URL(file, pkg).pathname)}); ${start} const OpenAI = face;`;

const entries = {
  "index.js": esm("index.js"),
  "node.js": esm("node.js"),
  "slim.js": esm("slim.js", `face.initSync(${bytes});`),
  "web.js": esm("web.js", `await face.init(new Response(${bytes}));`),
  "index.cjs": cjs("index.cjs"),
  "node.cjs": cjs("node.cjs"),
  "slim.cjs": cjs("slim.cjs", `face.initSync(${bytes});`),
};

/** Runs a program that fails, through a pipe, and gives what it wrote. */
function failing(name, program) {
  const type = name.endsWith(".cjs") ? "commonjs" : "module";
  const { OPENAI_API_KEY, ...env } = process.env;
  return new Promise((resolve) => {
    const args = [`--input-type=${type}`, "--eval", program];
    execFile(process.execPath, args, { env }, (error, out, err) => resolve({ error, out, err }));
  });
}

for (const [name, start] of Object.entries(entries)) {
  test(`a missing key is one readable screen with ${name}`, async () => {
    const { error, err } = await failing(name, `${start} new OpenAI();`);
    assert.ok(error, "the program ended well");
    assert.match(err, /missing API key: pass apiKey/);
    assert.ok(err.length < 3000, `${err.length} characters`);
  });

  test(`an uncaught 401 is one readable screen with ${name}`, async () => {
    const server = createServer((_, response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end('{"error":{"message":"Incorrect API key provided.","code":"invalid_api_key"}}');
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
    const call = `new OpenAI({ apiKey: "sk-test", baseURL: "${baseURL}" }).models.list()`;
    const { error, err } = await failing(name, `${start} ${call};`);
    server.close();
    assert.ok(error, "the program ended well");
    assert.match(err, /401 Incorrect API key provided/);
    assert.ok(err.length < 3000, `${err.length} characters`);
  });
}

for (const name of fs.readdirSync(pkg).filter((file) => /\.c?js$/.test(file))) {
  test(`no line of ${name} is longer than a screen`, () => {
    const lines = fs.readFileSync(new URL(name, pkg), "utf8").split("\n");
    const longest = Math.max(...lines.map((line) => line.length));
    assert.ok(longest < 1500, `a line of ${longest} characters`);
  });
}
