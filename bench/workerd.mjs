// Measures in workerd, a fresh one for each sample.
import fs from "node:fs";
import { createRequire } from "node:module";
import { at } from "../scripts/lib/paths.mjs";
import { bundle, entry } from "./bundle.mjs";
import { COUNTED, WARM_UP } from "./figures.js";

const modules = ["openai_wasm_bg.wasm", "partial_json.wasm"];

/** @returns {Promise<import("./runtimes.mjs").Runtime>} */
export async function startWorkerd() {
  const { Miniflare } = createRequire(import.meta.url)("miniflare");
  const { version } = createRequire(import.meta.url)("workerd/package.json");
  return {
    title: `workerd ${version}, wall time`,
    kinds: ["cold", "repeated"],
    measure: (figure, client) => inWorker(Miniflare, figure, client),
  };
}

/** @param {string} contents */
const script = async (contents) =>
  new TextDecoder().decode(
    await bundle(contents, {
      conditions: ["workerd"],
      external: ["client.js", "node:*", "cloudflare:*"],
      plugins: [entry("workerd.js")],
    }),
  );

/**
 * The clock of a Worker stands still while it computes: what is measured is how long it takes to
 * answer, less what it takes to answer with nothing.
 * @param {any} Miniflare
 * @param {import("./figures.js").Figure} figure
 * @param {string} client
 */
async function inWorker(Miniflare, { name, kind, count = 0 }, client) {
  const scripts = [
    ["worker.js", await script(`export { default } from "./worker.js"`)],
    ["client.js", await script(`export { connect } from "./clients/${client}.js"`)],
  ].map(([path, contents]) => ({ type: "ESModule", path, contents }));
  const compiled = modules.map((file) => ({
    type: "CompiledWasm",
    path: `${file}?module`,
    contents: fs.readFileSync(at("pkg", file)),
  }));
  const worker = new Miniflare({
    cf: false,
    modules: [...scripts, ...compiled],
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["nodejs_compat"],
  });
  try {
    const idle = Math.min(await ask(worker, ""), await ask(worker, ""), await ask(worker, ""));
    if (kind === "cold") return (await ask(worker, "cold")) - idle;
    const batch = await warmUp(worker, name, count);
    return (1000 * ((await ask(worker, `${name}/${batch}`)) - idle)) / batch;
  } finally {
    await worker.dispose();
  }
}

/**
 * Warms a Worker up, and finds how much it does in the time that counts.
 * @param {any} worker
 * @param {string} name
 * @param {number} least
 */
async function warmUp(worker, name, least) {
  let batch = least;
  for (let spent = 0; spent < 1000 * WARM_UP;) {
    const took = await ask(worker, `${name}/${batch}`);
    spent += took;
    batch = least * Math.max(1, Math.round(((batch / least) * 1000 * COUNTED) / took));
  }
  return batch;
}

/** Milliseconds until the Worker has answered. @param {any} worker @param {string} path */
async function ask(worker, path) {
  const begun = performance.now();
  const response = await worker.dispatchFetch(`http://worker/${path}`);
  const text = await response.text();
  if (text !== "done") throw new Error(text);
  return performance.now() - begun;
}
