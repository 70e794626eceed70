// Runs the fuzzer on every target, or on one: `npm run fuzz -- --minutes 10 --target events`.
import fs from "node:fs";
import { parseArgs } from "node:util";
import { runMain } from "./lib/main.mjs";
import { at } from "./lib/paths.mjs";
import { ask, run, StepError } from "./lib/run.mjs";

const { values: given } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, target: { type: "string" } },
});

/** The targets that there is a corpus for. */
const targets = () => fs.readdirSync(at("fuzz", "corpus")).sort();

/** cargo-fuzz needs a nightly compiler: installed where the tools are, if it is not there yet. */
async function install() {
  if (!ask("cargo", ["+nightly", "--version"])) {
    const remedy = "rustup toolchain install nightly --profile minimal";
    throw new StepError("the fuzzer needs a nightly compiler", { remedy });
  }
  const tools = at("target", "tools");
  const env = { ...process.env, PATH: `${tools}/bin:${process.env.PATH}` };
  if (ask("cargo", ["fuzz", "--version"], env)) return env;
  await run("cargo", ["install", "--quiet", "cargo-fuzz", "--root", tools]);
  return env;
}

/**
 * @param {string} name
 * @param {number} seconds
 * @param {NodeJS.ProcessEnv} env
 */
async function fuzz(name, seconds, env) {
  // What is new goes to a folder of its own: a file that shows something is added to the corpus by hand.
  const found = at("target", "fuzz", "found", name);
  fs.mkdirSync(found, { recursive: true });
  const build = [
    "--fuzz-dir",
    at("fuzz"),
    "--target-dir",
    at("target", "fuzz"),
    "--sanitizer",
    "none",
  ];
  const limits = [`-max_total_time=${seconds}`, "-max_len=8192", "-print_final_stats=1"];
  const args = ["+nightly", "fuzz", "run", ...build, "all", found, at("fuzz", "corpus", name)];
  const remedy = `the input is in fuzz/artifacts: copy it to fuzz/corpus/${name}`;
  const output = await run("cargo", [...args, "--", ...limits], {
    env: { ...env, FUZZ_TARGET: name },
    remedy,
  });
  const [, executions] = /number_of_executed_units:\s*(\d+)/.exec(String(output)) ?? [];
  console.log(`${name}: ${executions ?? "?"} executions, nothing found`);
}

runMain(async () => {
  const env = await install();
  const names = given.target ? [given.target] : targets();
  const seconds = Math.max(1, Math.round((Number(given.minutes) * 60) / names.length));
  for (const name of names) await fuzz(name, seconds, env);
});
