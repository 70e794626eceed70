// Runs the tools of a consumer: to their end, or as servers that are stopped later.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

// Nothing that a tool might ask, paint or report.
const quiet = {
  CI: "1",
  NO_COLOR: "1",
  FORCE_COLOR: "0",
  NEXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  DENO_NO_UPDATE_CHECK: "1",
};

/** @typedef {{ folder: string, env?: Record<string, string>, timeout?: number }} Place */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Place} place
 * @returns {Promise<string>} what it wrote to stdout
 */
export function execute(command, args, place) {
  return new Promise((resolve, reject) => {
    const { child, said } = launch(command, args, place);
    const timer = setTimeout(() => end(child, "SIGKILL"), place.timeout ?? 180_000);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(said.stdout);
      const line = [command, ...args].join(" ");
      reject(new Error(`${line} ended with ${code ?? signal}\n${said.stdout}${said.stderr}`));
    });
  });
}

/**
 * Starts a server and waits until what it prints matches.
 * @param {string} command
 * @param {string[]} args
 * @param {Place & { ready: RegExp }} place
 * @returns {Promise<{ match: RegExpExecArray, said: { stdout: string, stderr: string }, stop: () => Promise<void> }>}
 */
export function serveWith(command, args, { ready, ...place }) {
  return new Promise((resolve, reject) => {
    const { child, said } = launch(command, args, place);
    const closed = new Promise((done) => child.once("close", done));
    const stop = () => {
      end(child, "SIGTERM");
      const force = setTimeout(() => end(child, "SIGKILL"), 2000);
      return closed.then(() => clearTimeout(force));
    };
    const fail = (why) => {
      clearTimeout(timer);
      void stop();
      reject(new Error(`${[command, ...args].join(" ")} ${why}\n${said.stdout}${said.stderr}`));
    };
    const timer = setTimeout(fail, place.timeout ?? 60_000, "was not ready in time");
    child.once("error", fail);
    child.once("close", (code) => fail(`ended with ${code}`));
    const look = () => {
      const match = ready.exec(said.stdout + said.stderr);
      if (!match) return;
      clearTimeout(timer);
      resolve({ match, said, stop });
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.once("spawn", look);
  });
}

function launch(command, args, { folder, env }) {
  const bin = join(folder, "node_modules", ".bin");
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...quiet, PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what a tool starts ends with it.
    detached: true,
  });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => (said[name] += text));
  }
  return { child, said };
}

function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
