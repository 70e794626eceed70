// What every browser has to show without a bundler, under a strict policy: page, workers, frame, copies.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { at } from "../../scripts/lib/paths.mjs";
import { gzipped, integrityOf } from "./files.mjs";

const packed = "node_modules/openai-wasm";
const asking = ["page", "worker-page", "service-page", "separate"];
const others = ["copies", "frame", "refused", "simulator-page"];

/**
 * @param {import("./workshop.mjs").Workshop} workshop
 * @param {(url: string) => Promise<any>} answersOf what the page at an address has in `answers`
 */
export async function checkUnbundled(workshop, answersOf) {
  const { file, accept, baseURL } = workshop;
  for (const name of [...asking, ...others]) writeFileSync(file(`${name}.html`), pageOf(name));
  await bundleSimulator(file("simulator.js"));
  const integrity = integrityOf(file(packed, "openai_wasm_bg.wasm"));
  const query = new URLSearchParams({ api: baseURL, integrity });
  const open = async (name, sources = "'self' 'wasm-unsafe-eval'") => {
    // Each on a port of its own, as a Service Worker stays with its origin.
    const url = await workshop.serveFiles(".", policyOf(sources, baseURL));
    return answersOf(`${url}/${name}.html?${query}`);
  };
  for (const name of asking) accept(await open(name));
  checkCopies(await open("copies"));
  checkRefusals(await open("refused", "'self'"));
  checkSimulator(await open("simulator-page"));
  return gzipped([file(packed, "index.js")]);
}

function policyOf(scripts, baseURL) {
  const policy = {
    "default-src": "'none'",
    "script-src": scripts,
    "worker-src": "'self'",
    "frame-src": "'self'",
    "connect-src": `'self' ${new URL(baseURL).origin}`,
  };
  const directives = Object.entries(policy).map((pair) => pair.join(" "));
  return { "content-security-policy": directives.join("; ") };
}

const pageOf = (name) => `<!doctype html>
<meta charset="utf-8" />
<title>openai-wasm</title>
<body><script type="module" src="./${name}.js"></script></body>
`;

const bundleSimulator = (outfile) =>
  build({
    entryPoints: [at("tests/runtimes/chromium/simulator.js")],
    bundle: true,
    format: "esm",
    outfile,
    allowOverwrite: true,
  });

function checkCopies(answers) {
  const name = "AuthenticationError";
  assert.deepEqual(answers, { names: [name, name, name], known: [true, false, false] });
}

function checkRefusals(messages) {
  assert.equal(messages.length, 2);
  for (const message of messages) assert.match(message, /add 'wasm-unsafe-eval' to script-src/);
}

function checkSimulator({ answer, streamed, served }) {
  assert.match(answer, /Dodgers/);
  assert.match(streamed, /Dodgers/);
  assert.deepEqual(served, ["org-team", "org-personal"]);
}
