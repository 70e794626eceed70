// Measures one figure of one client in this process, and prints it.
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { load } from "./clients/clients.js";
import { SIZE } from "./doubling.js";
import { COUNTED, figures, WARM_UP } from "./figures.js";
import { quantile } from "./table.mjs";
import { mixture, openStreams, streams } from "./work.js";

const MIB = 2 ** 20;

/** @type {WebAssembly.Memory[]} */
const memories = [];

/** Microseconds of processor time since the process began. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** @type {Record<string, (name: string, figure: import("./figures.js").Figure) => Promise<number>>} */
const measures = {
  cold,
  repeated,
  large: repeated,
  open,
  growth,
  length,
  compared,
  doubling,
};

/**
 * Microseconds for each of what is done a batch at a time.
 * @param {(count: number) => Promise<void>} work
 * @param {number} batch
 */
async function perUnit(work, batch) {
  await during(WARM_UP, work, batch);
  return during(COUNTED, work, batch);
}

async function repeated(name, { work, count = 0 }) {
  const { connect } = await load(name);
  return perUnit(/** @type {any} */ (work)(connect), count);
}

/** @param {number} seconds @param {(count: number) => Promise<void>} work @param {number} batch */
async function during(seconds, work, batch) {
  const begun = processorTime();
  let done = 0;
  for (; processorTime() - begun < seconds * 1_000_000; done += batch) await work(batch);
  return (processorTime() - begun) / done;
}

/** Milliseconds from the import of an installed client to its first request. */
async function cold(name) {
  const file = process.env.BENCH_MODULE ?? new URL(`clients/${name}.js`, import.meta.url).href;
  const begun = performance.now();
  const { connect } = await import(file);
  const client = connect(() => {
    fs.writeSync(1, `${performance.now() - begun}\n`);
    process.exit(0);
  });
  client.ask().catch(() => {});
  return new Promise(() => {});
}

/** The peak of what open streams add to the memory of the process, in MiB. */
async function open(name) {
  const { connect } = await load(name);
  const keep = await openStreams(connect, 4, 100);
  global.gc?.();
  const before = process.memoryUsage.rss();
  keep.push(...(await openStreams(connect, 1000, 1000)));
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  if (keep.length !== 1004) throw new Error("some streams are closed");
  return peak / MIB;
}

/** By how many percent the memory in use grows over 90,000 calls. */
async function growth(name) {
  keepMemories();
  const { connect } = await load(name);
  const work = mixture(connect);
  await work(10_000);
  const before = await inUse();
  await work(90_000);
  return 100 * ((await inUse()) / before - 1);
}

/** By how many percent an event costs more in a stream of a million than in one of a thousand. */
async function length(name) {
  const { connect } = await load(name);
  const short = await perUnit(streams(1000, 20)(connect), 200_000);
  const long = await perUnit(streams(1_000_000, 20)(connect), 1_000_000);
  return 100 * (long / short - 1);
}

/**
 * By how many percent the second of two works costs more than the first: they take turns of a few
 * milliseconds in one process, in either order, so that what disturbs one disturbs both.
 */
async function compared(name, { work, count = 0 }) {
  const { connect } = await load(name);
  const pair = await /** @type {any} */ (work)(connect);
  for (const one of pair) await during(WARM_UP, one, count);
  const ratios = [];
  for (let turn = 0; turn < 300; turn++) ratios.push(await inTurn(pair, count, turn % 2));
  return 100 * (quantile(ratios, 0.5) - 1);
}

/**
 * How many times as much twice the input costs, over three doublings: of each size the least of a few
 * turns, which nothing disturbed.
 */
async function doubling(name, { work }) {
  const { connect } = await load(name);
  const [eighth, whole] = [SIZE / 8, SIZE].map((size) => /** @type {any} */ (work)(connect, size));
  const least = [Infinity, Infinity];
  for (let turn = 0; turn < 8; turn++) {
    for (const [at, one] of [eighth, whole].entries()) {
      global.gc?.();
      const begun = processorTime();
      await one();
      least[at] = Math.min(least[at], processorTime() - begun);
    }
  }
  return Math.cbrt(least[1] / least[0]);
}

/** The ratio of what two works cost, done once each. */
async function inTurn(pair, count, first) {
  const costs = [0, 0];
  for (const at of [first, 1 - first]) {
    const begun = processorTime();
    await pair[at](count);
    costs[at] = processorTime() - begun;
  }
  return costs[1] / costs[0];
}

/** Notes every wasm memory that is made. */
function keepMemories() {
  const { Instance } = WebAssembly;
  // @ts-expect-error a function may stand in for the class
  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, imports);
    const exported = Object.values(instance.exports);
    memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
    return instance;
  };
}

/** Bytes in use, of the heap and of wasm, once nothing more can be collected. */
async function inUse() {
  for (let round = 0; round < 4; round++) {
    global.gc?.();
    // What a finalization registry lets go of, it lets go of in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const wasm = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  return process.memoryUsage().heapUsed + wasm;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , figureName, clientName] = process.argv;
  const figure = figures.find(({ name }) => name === figureName);
  if (!figure) throw new Error(`no figure is called ${figureName}`);
  console.log(await measures[figure.kind](clientName, figure));
  process.exit(0);
}
