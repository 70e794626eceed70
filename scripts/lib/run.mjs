// Runs commands: quietly with their output kept for a failure, or as a child that is ended later.
import { spawn, spawnSync } from "node:child_process";
import { root } from "./paths.mjs";

/** A step that failed, with what a person could do about it. */
export class StepError extends Error {
  /** @param {string} message @param {{output?: string, remedy?: string}} [details] */
  constructor(message, { output = "", remedy = "" } = {}) {
    super(message);
    this.name = "StepError";
    this.output = output;
    this.remedy = remedy;
  }
}

/** @typedef {{env?: NodeJS.ProcessEnv, remedy?: string, timeout?: number}} RunOptions */

const running = new Set();

/**
 * Runs a command to its end and returns everything it printed.
 * @param {string} command @param {string[]} args @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, { env = process.env, remedy = "", timeout = 0 } = {}) {
  const { code, output } = await collect(command, args, env, timeout);
  if (code === 0) return output;
  const line = [command, ...args].join(" ");
  throw new StepError(`${line} ended with ${code}`, { output, remedy: remedy || line });
}

function collect(command, args, env, timeout) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, timeout });
    running.add(child);
    let output = "";
    for (const pipe of [child.stdout, child.stderr]) {
      pipe.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.stdin.end();
    child.on("error", (error) => resolve({ code: error.message, output }));
    child.on("close", (code, signal) => resolve({ code: code ?? signal, output }));
    child.once("close", () => running.delete(child));
  });
}

/**
 * The first line that a command prints, or nothing where there is no such command.
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 */
export function ask(command, args, env = process.env) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, env, encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0].trim() : "";
}

/** Ends whatever `run` has under way. */
export function endRunning() {
  for (const child of running) child.kill("SIGTERM");
}
