// Calls of every kind for as long as one likes: what is left behind must not grow.
// `npm run soak -- --minutes 60`
import { getEventListeners } from "node:events";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { mixture } from "./mixture.mjs";

const { values: given } = parseArgs({ options: { minutes: { type: "string", default: "1" } } });

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

/** @type {WebAssembly.Memory[]} */
const memories = [];
const { Instance } = WebAssembly;
// @ts-expect-error a function may stand in for the class
WebAssembly.Instance = function (module, imports) {
  const instance = new Instance(module, imports);
  const exported = Object.values(instance.exports);
  memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
  return instance;
};

/** The heap may grow by so much, in MB: code is compiled, pools fill up. */
const MOST_HEAP = 6;
/** The memory of the module may grow by so much, in MB: calls that nobody reads wait for the collector. */
const MOST_WASM = 2;

/** What is there once nothing more can be collected. */
async function usage(/** @type {AbortSignal} */ signal) {
  for (let round = 0; round < 6; round++) {
    collect();
    // What a finalization registry lets go of, it lets go of in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const active = process.getActiveResourcesInfo();
  const count = (/** @type {string} */ name) => active.filter((each) => each === name).length;
  return {
    heap: process.memoryUsage().heapUsed / 1e6,
    wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) / 1e6,
    sockets: count("TCPSocketWrap"),
    timers: count("Timeout"),
    listeners: getEventListeners(signal, "abort").length,
  };
}

/** @param {Record<string, number>} figures */
const line = (figures) =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`)
    .join(", ");

/** Calls for so long, a few at a time. */
async function work(/** @type {(() => Promise<unknown>)[]} */ kinds, /** @type {number} */ millis) {
  const end = performance.now() + millis;
  let calls = 0;
  const worker = async () => {
    while (performance.now() < end) await kinds[calls++ % kinds.length]();
  };
  await Promise.all(Array.from({ length: 7 }, worker));
  return calls;
}

async function main() {
  const server = new Worker(new URL("server.mjs", import.meta.url));
  const baseURL = await new Promise((resolve) => server.once("message", resolve));
  const { OpenAIClient } = await import("../../pkg/index.js");
  const client = new OpenAIClient({ apiKey: "sk-simulator", baseURL, maxRetries: 1 });
  const { signal } = new AbortController();
  const kinds = mixture(client, signal);
  const millis = Number(given.minutes) * 60_000;
  // The first part fills caches and pools.
  let calls = await work(kinds, millis / 4);
  const before = await usage(signal);
  calls += await work(kinds, (millis * 3) / 4);
  const after = await usage(signal);
  await server.terminate();
  console.log(`${calls} calls\nbefore: ${line(before)}\nafter:  ${line(after)}`);
  return faultsIn(before, after);
}

/** @param {Record<string, number>} before @param {Record<string, number>} after */
function faultsIn(before, after) {
  const faults = [];
  if (after.heap > before.heap + MOST_HEAP) faults.push("the heap has grown");
  if (after.wasm > before.wasm + MOST_WASM) faults.push("the memory of the module has grown");
  if (after.sockets > before.sockets + 7) faults.push("sockets are left open");
  if (after.timers > before.timers + 2) faults.push("timers are left");
  if (after.listeners > 0) faults.push("listeners are left on the signal");
  return faults;
}

const faults = await main();
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
