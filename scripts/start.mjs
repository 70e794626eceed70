// From a fresh clone to the running page: installs, builds, and serves until Ctrl-C.
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { endRunning, StepError } from "./lib/run.mjs";
import { setup } from "./machine/setup.mjs";
import { explain, step } from "./lib/step.mjs";

/** What has to end before the process does, the last begun first. */
const closers = [];
let isEnding = false;

async function main() {
  const { model, port } = readArguments();
  await build(await setup());
  const mode = model ? await withModel() : await withSimulator();
  const { address } = await step("server", async () => {
    const { serve } = await import("./page/serve.mjs");
    const server = await serve({ port, ...mode });
    closers.push(server.close);
    return server;
  });
  console.log(`\nopenai-wasm is at ${address} (Ctrl-C ends it)`);
}

function readArguments() {
  const { values } = parseArgs({
    options: { model: { type: "boolean" }, port: { type: "string", default: "8080" } },
  });
  const port = Number(values.port);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return { ...values, port };
  throw new StepError(`port is no port: ${values.port}`, { remedy: "npm start -- --port 8080" });
}

function withSimulator() {
  return step("simulator", async () => {
    const { createSimulation } = await import("./page/simulation.mjs");
    return createSimulation();
  });
}

async function withModel() {
  const { installModel, model, startModel } = await import("./machine/model.mjs");
  await step("language model", installModel);
  const { baseURL, stop } = await step("model server", startModel);
  closers.push(stop);
  const config = () => ({ mode: "model", baseURL, apiKey: "none", models: [model] });
  return { config };
}

async function end(code) {
  if (isEnding) return;
  isEnding = true;
  endRunning();
  for (const close of closers.reverse()) await close();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    console.log("\nended");
    void end(0);
  });
}

main().catch(async (error) => {
  if (isEnding) return;
  explain(error);
  await end(1);
});
