// A component of a page in Rust, in Chromium: `node tests/runtimes/rust-page/test.mjs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { serveSimulator } from "../../../simulator/node.js";
import { launch } from "../../../scripts/browsers/browsers.mjs";
import { accept, buildProgram } from "../rust-app/program.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

let program, api, server, browser;

before(async () => {
  program = await buildProgram("rust-page");
  api = await serveSimulator({ pace: 0 });
  server = createServer(answer).listen(0, "127.0.0.1");
  browser = await launch("chromium");
});

after(async () => {
  await browser?.close();
  server?.close();
  await api?.close();
  program?.remove();
});

test("a component in Rust shows a streamed answer and what is wrong", async (t) => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/index.html?api=${api.baseURL}`);
  await page.waitForFunction("globalThis.answers", null, { timeout: 300_000 });
  const answers = await page.evaluate("globalThis.answers");
  assert.equal(typeof answers, "object", answers);
  accept(answers, api.simulator.journal);
  assert.equal(await page.textContent("output"), answers.streamed);
  assert.equal(await page.textContent("p"), answers.refused.remedy);
  const wasm = readFileSync(program.wasm);
  t.diagnostic(`${wasm.length} bytes of wasm, ${gzipSync(wasm, { level: 9 }).length} compressed`);
});

function answer(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  try {
    const body = readFileSync(join(program.folder, "..", pathname));
    response.writeHead(200, { "content-type": types[extname(pathname)] ?? "text/plain" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}
