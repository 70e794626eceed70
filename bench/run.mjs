// Measures every figure of every client, one process each, and prints the table.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { clients } from "./clients/clients.js";
import { figures } from "./figures.js";
import { run } from "../scripts/lib/run.mjs";
import { runtimes } from "./runtimes.mjs";
import { isMissed, render, summarize } from "./table.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

const usage = `npm run bench -- [options]
  --only NAMES     figures to measure, separated by commas: ${figures.map(({ name }) => name).join(", ")}
  --clients NAMES  clients to measure: ${clients.join(", ")}
  --runtime NAMES  ${Object.keys(runtimes).join(", ")}
  --rounds N       how often each figure is measured (7; a third of that where one takes long)
  --check          exit with 1 if ours misses a ratio`;

const { values: given } = parseArgs({
  options: {
    only: { type: "string" },
    clients: { type: "string" },
    runtime: { type: "string", default: "node" },
    rounds: { type: "string", default: "7" },
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const few = { share: 1 / 3, names: ["ours", "openai", "by-hand"] };

/** The kinds of figures that need fewer rounds, or not every client. @type {Record<string, any>} */
const sparing = {
  bundle: { share: 0 },
  open: few,
  growth: few,
  length: few,
  compared: { share: 1 / 3, names: ["ours"] },
  doubling: { share: 1 / 7, names: ["ours"] },
};

const chosen = (/** @type {string | undefined} */ names) => (name) =>
  !names || names.split(",").includes(name);

/** Installs what is measured, and builds ours. */
async function prepare() {
  if (!fs.existsSync(path.join(here, "node_modules"))) {
    await run("npm", ["ci", "--no-audit", "--no-fund", "--prefix", here]);
  }
  await run(process.execPath, [path.join(here, "../scripts/build.mjs")]);
}

/**
 * The samples of each client, one of each in every round: what disturbs one disturbs all.
 * @param {import("./runtimes.mjs").Runtime} runtime
 * @param {import("./figures.js").Figure} figure
 */
async function sample(runtime, figure) {
  const { share = 1, names: some = clients } = sparing[figure.kind] ?? {};
  const rounds = Math.max(1, Math.ceil(Number(given.rounds) * share));
  const names = (figure.names ?? some).filter(chosen(given.clients));
  /** @type {Map<string, number[]>} */
  const samples = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, values] of samples) values.push(await runtime.measure(figure, name));
    process.stderr.write(`\r${figure.name}: ${round + 1} of ${rounds}   `);
  }
  process.stderr.write("\n");
  return samples;
}

/** @param {string} name @returns {Promise<boolean>} whether ours keeps every ratio */
async function report(name) {
  const runtime = await runtimes[name]();
  const rows = [];
  try {
    for (const figure of figures.filter(({ name }) => chosen(given.only)(name))) {
      if (!runtime.kinds.includes(figure.kind)) continue;
      rows.push(summarize(figure, await sample(runtime, figure)));
    }
  } finally {
    await runtime.close?.();
  }
  const [{ model }] = os.cpus();
  const date = new Date().toISOString().slice(0, 10);
  console.log(`\n${runtime.title}, ${model}, ${os.cpus().length} cores, ${date}\n`);
  console.log(render(rows));
  const missed = rows.filter(isMissed);
  for (const { figure, ratio } of missed) {
    console.error(`missed: ${figure.title} (${ratio?.toFixed(2) ?? "more than is allowed"})`);
  }
  return missed.length === 0;
}

if (given.help) {
  console.log(usage);
} else {
  await prepare();
  let isKept = true;
  for (const name of given.runtime.split(",")) isKept = (await report(name)) && isKept;
  if (given.check && !isKept) process.exitCode = 1;
}
