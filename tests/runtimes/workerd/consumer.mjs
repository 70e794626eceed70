// workerd through miniflare: the client, the simulator as the outside world, and the wrong entry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { at } from "../../../scripts/lib/paths.mjs";
import { gzipped } from "../files.mjs";

const packed = "node_modules/openai-wasm";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ file, accept, baseURL, onClose }) {
  const { Miniflare } = createRequire(file("package.json"))("miniflare");
  const read = (...names) => readFileSync(file(...names));
  const client = await clientOf(file, read);
  const inside = { ...workerOf("inside", client), bindings, outboundService: "simulator" };
  const miniflare = new Miniflare({
    cf: false,
    workers: [
      { ...workerOf("client", client), bindings: { OPENAI_BASE_URL: baseURL } },
      inside,
      ...dates.map((date) => ({ ...inside, name: date, compatibilityDate: date })),
      workerOf("simulator", [script(await bundled(at("tests/runtimes/workerd/simulator.js")))]),
      workerOf("wrong", [script(await bundled(file("wrong.js")))]),
    ],
  });
  onClose(() => miniflare.dispose());
  const answer = async (name, path = "") =>
    (await (await miniflare.getWorker(name)).fetch(`http://worker/${path}`)).text();
  accept(JSON.parse(await answer("client")));
  checkInside(JSON.parse(await answer("inside")), JSON.parse(await answer("simulator", journal)));
  for (const date of dates) checkFiles(date, JSON.parse(await answer(date, "files")));
  assert.match(await answer("wrong"), /bundle with the condition workerd or edge-light/);
  const download = gzipped([file(packed, "workerd.js"), file(packed, "openai_wasm_bg.wasm")]);
  return { download, note: "simulator and wrong entry too" };
}

/** Before May 2025 there is no WeakRef and no FinalizationRegistry. */
const dates = ["2023-07-01", "2024-09-23", "2025-05-05", "2026-07-01"];

const journal = "_simulator/journal";
const bindings = { OPENAI_BASE_URL: "http://simulator/v1" };
const modules = ["openai_wasm_bg.wasm", "partial_json.wasm"];

const workerOf = (name, modules) => ({ name, modules, compatibilityDate: "2026-07-01" });

const script = (contents) => ({ type: "ESModule", path: "worker.js", contents });

/** The Worker as a bundler for Workers makes it: the module stays an import. */
const clientOf = async (file, read) => [
  script(await bundled(file("worker.js"))),
  ...modules.map((name) => ({
    type: "CompiledWasm",
    path: `${name}?module`,
    contents: read(packed, name),
  })),
];

async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    external: ["*.wasm?module", "cloudflare:*"],
    write: false,
  });
  return outputFiles[0].text;
}

function checkFiles(date, { error, uploads, content, list, streamed }) {
  assert.equal(error, undefined, date);
  assert.deepEqual(
    uploads,
    [
      ["a.txt", 19],
      ["b.txt", 19],
    ],
    date,
  );
  assert.equal(content, "what is in the file", date);
  assert.ok(list >= 2, date);
  assert.match(streamed, /Dodgers/, date);
}

function checkInside({ answer, streamed }, calls) {
  assert.match(answer, /Dodgers/);
  assert.match(streamed, /Dodgers/);
  const served = calls.map(({ served }) => served.organization);
  assert.deepEqual(served, ["org-team", "org-personal"]);
}
