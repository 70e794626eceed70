// Runs commands, and remembers those under way so that nothing outlives the process.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./paths.mjs";
import { programOf } from "./program.mjs";

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

/** What is not on this machine, and may not be put there: what needs it is skipped. */
export class MissingError extends StepError {}

/**
 * @typedef {object} Place
 * @property {string} [folder] to run in, whose packages may bring the command
 * @property {NodeJS.ProcessEnv} [env]
 *
 * @typedef {Place & {remedy?: string, timeout?: number}} RunOptions in milliseconds
 *
 * @typedef {object} Started
 * @property {import("node:child_process").ChildProcess} child
 * @property {{stdout: string, stderr: string, all: string}} printed so far
 * @property {Promise<number | string>} ended with an exit code, a signal or why it did not start
 * @property {() => Promise<void>} stop ends it and what it has started
 */

const isWindows = process.platform === "win32";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Starts a command.
 * @param {string} command @param {string[]} args @param {Place} [place]
 * @returns {Started}
 */
export function start(command, args, { folder = root, env = process.env } = {}) {
  const [file, ...before] = programOf(command, folder);
  const child = spawn(file, [...before, ...args], {
    cwd: folder,
    env: withBins(folder, env),
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what a tool starts ends with it.
    detached: !isWindows,
  });
  running.add(child);
  const printed = { stdout: "", stderr: "", all: "" };
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    child[name].setEncoding("utf8").on("data", (text) => {
      printed[name] += text;
      printed.all += text;
    });
  }
  const ended = endOf(child);
  return { child, printed, ended, stop: () => stop(child, ended) };
}

function withBins(folder, env) {
  const bins = path.join(folder, "node_modules", ".bin");
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [name]: `${bins}${path.delimiter}${env[name]}` };
}

function endOf(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal));
  }).finally(() => running.delete(child));
}

async function stop(child, ended) {
  end(child, "SIGTERM");
  const force = setTimeout(() => end(child, "SIGKILL"), 2000);
  await ended;
  clearTimeout(force);
}

function end(child, signal) {
  if (child.pid === undefined) return;
  if (isWindows) return void spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

/**
 * Runs a command to its end and returns everything it printed.
 * @param {string} command @param {string[]} args @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, options = {}) {
  return (await complete(command, args, options)).all;
}

/**
 * Runs a command to its end and returns what it wrote to stdout.
 * @param {string} command @param {string[]} args @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export async function outputOf(command, args, options = {}) {
  return (await complete(command, args, options)).stdout;
}

async function complete(command, args, { remedy = "", timeout = 0, ...place }) {
  const { child, printed, ended } = start(command, args, place);
  const timer = timeout ? setTimeout(() => end(child, "SIGKILL"), timeout) : undefined;
  const code = await ended;
  clearTimeout(timer);
  if (code === 0) return printed;
  const line = [command, ...args].join(" ");
  throw new StepError(`${line} ended with ${code}`, {
    output: printed.all,
    remedy: remedy || line,
  });
}

/**
 * Starts a server and waits until what it prints matches.
 * @param {string} command @param {string[]} args @param {RunOptions & {ready: RegExp}} options
 * @returns {Promise<Started & {match: RegExpExecArray}>}
 */
export async function serveWith(command, args, { ready, timeout = 300_000, ...place }) {
  const started = start(command, args, place);
  const { child, printed } = started;
  const line = [command, ...args].join(" ");
  const failed = (why) => new StepError(`${line} ${why}`, { output: printed.all });
  try {
    const match = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(failed("was not ready in time")), timeout);
      const look = () => {
        const found = ready.exec(printed.all);
        if (found) resolve(found);
      };
      for (const pipe of [child.stdout, child.stderr]) pipe?.on("data", look);
      child.once("spawn", look);
      void started.ended.then((code) => reject(failed(`ended with ${code}`)));
      void started.ended.finally(() => clearTimeout(timer));
    });
    return { ...started, match };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

/**
 * The first line that a command prints, or nothing where there is no such command.
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 */
export function ask(command, args, env = process.env) {
  const [file, ...before] = programOf(command, root);
  const { status, stdout } = spawnSync(file, [...before, ...args], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return status === 0 ? stdout.split("\n")[0].trim() : "";
}

/** Ends whatever is under way. */
export function endRunning() {
  for (const child of running) end(child, "SIGTERM");
}
