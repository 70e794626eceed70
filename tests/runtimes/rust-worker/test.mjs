// A Cloudflare Worker in Rust, in workerd: `node tests/runtimes/rust-worker/test.mjs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { run } from "../../../scripts/lib/run.mjs";
import { serveSimulator } from "../../../simulator/node.js";
import { accept, buildProgram } from "../rust-app/program.mjs";

let program, miniflare, api;

before(async () => {
  program = await buildProgram("rust-worker");
  api = await serveSimulator({ pace: 0 });
});

after(async () => {
  await miniflare?.dispose();
  await api?.close();
  program?.remove();
});

test("a Worker in Rust calls, streams and is told what is wrong", async (t) => {
  const folder = join(program.folder, "..");
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", ...quiet], { folder });
  const { Miniflare } = createRequire(join(folder, "package.json"))("miniflare");
  const script = await bundled(join(folder, "worker.js"));
  const wasm = readFileSync(program.wasm);
  miniflare = new Miniflare({
    cf: false,
    compatibilityDate: "2026-07-01",
    modules: [
      { type: "ESModule", path: "worker.js", contents: script },
      { type: "CompiledWasm", path: "program/program_bg.wasm", contents: wasm },
    ],
    bindings: { OPENAI_BASE_URL: api.baseURL },
  });
  const response = await miniflare.dispatchFetch("http://worker/");
  const text = await response.text();
  assert.equal(response.status, 200, text);
  accept(JSON.parse(text), api.simulator.journal);
  t.diagnostic(`${wasm.length} bytes of wasm, ${gzipSync(wasm, { level: 9 }).length} compressed`);
});

async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    external: ["*.wasm", "cloudflare:*"],
    write: false,
    // The glue names a module once for each of its functions, which is worth no warning.
    logLevel: "error",
  });
  return outputFiles[0].text;
}
