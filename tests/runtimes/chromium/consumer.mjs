// Chromium without a bundler, under a strict policy: page, workers, a frame, two copies.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { at } from "../../../scripts/paths.mjs";
import { answersOf, launchChromium } from "../chromium.mjs";
import { gzipped } from "../files.mjs";

const packed = "node_modules/openai-wasm";
const pages = ["page", "worker-page", "service-page", "separate"];
const others = ["copies", "frame", "refused", "simulator-page"];

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run(workshop) {
  const { file, accept, baseURL, onClose } = workshop;
  for (const name of [...pages, ...others]) writeFileSync(file(`${name}.html`), pageOf(name));
  const browser = await launchChromium();
  onClose(() => browser.close());
  const integrity = integrityOf(file(packed, "openai_wasm_bg.wasm"));
  const answers = async (name, policy = strict) => {
    const url = await workshop.serveFiles(".", { "content-security-policy": policy(baseURL) });
    const query = new URLSearchParams({ api: baseURL, integrity });
    return answersOf(browser, `${url}/${name}.html?${query}`);
  };
  for (const name of pages) accept(await answers(name));
  await checkCopies(await answers("copies"));
  checkRefusals(await answers("refused", withoutWasm));
  await bundleSimulator(file("simulator.js"));
  checkSimulator(await answers("simulator-page"));
  const download = gzipped([file(packed, "index.js")]);
  return { version: browser.version(), download, note: "page, workers, strict CSP" };
}

const withoutWasm = (baseURL) => {
  const { origin } = new URL(baseURL);
  return `default-src 'none'; script-src 'self'; connect-src 'self' ${origin}; frame-src 'self'; worker-src 'self'`;
};

const strict = (baseURL) =>
  withoutWasm(baseURL).replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");

const pageOf = (name) => `<!doctype html>
<meta charset="utf-8" />
<title>openai-wasm</title>
<body><script type="module" src="./${name}.js"></script></body>
`;

const integrityOf = (name) =>
  `sha384-${createHash("sha384").update(readFileSync(name)).digest("base64")}`;

function checkCopies(answers) {
  const name = "AuthenticationError";
  assert.deepEqual(answers, { names: [name, name, name], known: [true, false, false] });
}

function checkRefusals(messages) {
  assert.equal(messages.length, 2);
  for (const message of messages) assert.match(message, /add 'wasm-unsafe-eval' to script-src/);
}

const bundleSimulator = (outfile) =>
  build({
    entryPoints: [at("tests/runtimes/chromium/simulator.js")],
    bundle: true,
    format: "esm",
    outfile,
    allowOverwrite: true,
  });

function checkSimulator({ answer, streamed, served }) {
  assert.match(answer, /Dodgers/);
  assert.match(streamed, /Dodgers/);
  assert.deepEqual(served, ["org-team", "org-personal"]);
}
