// What a consumer works with: its folder with the package installed, the simulator, servers, checks.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveSimulator } from "../../simulator/node.js";
import { answersOf } from "../../scripts/browsers/answers.mjs";
import { launch } from "../../scripts/browsers/browsers.mjs";
import { askedOf, wanted } from "./asked.mjs";
import { outputOf, serveWith } from "../../scripts/lib/run.mjs";
import { serveFiles } from "./files.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * @param {string} name of the consumer's folder
 * @param {{ tarball: string, source?: string }} options `source` is a folder with further files
 */
export async function openWorkshop(name, { tarball, source }) {
  const folder = mkdtempSync(join(tmpdir(), `consumer-${name}-`));
  for (const from of ["app", source ?? name, name]) {
    cpSync(join(here, from), folder, { recursive: true });
  }
  const { baseURL, simulator, close } = await serveSimulator({ pace: 0 });
  const closers = [close, () => rmSync(folder, { recursive: true, force: true })];
  /** Whatever has to end before the folder is removed. */
  const onClose = (closer) => closers.unshift(closer);
  const acceptHere = (answers) => accept(answers, simulator.journal);
  return {
    folder,
    tarball,
    baseURL,
    onClose,
    file: (...names) => join(folder, ...names),
    version: versionOf(join(folder, "package.json")),
    install: () => install(folder, tarball),
    execute: (command, args, place) => execute(command, args, { folder, ...place }),
    ...serversOf(folder, onClose),
    accept: acceptHere,
    visit: visitor(baseURL, acceptHere, onClose),
    async close() {
      for (const close of closers) await close();
    },
  };
}

/** Servers that run until the consumer is done. */
const serversOf = (folder, onClose) => ({
  async serve(command, args, place) {
    const server = await serveWith(command, args, quietly({ folder, ...place }));
    onClose(server.stop);
    return server;
  },
  async serveFiles(path = ".", headers = {}) {
    const server = await serveFiles(join(folder, path), headers);
    onClose(server.close);
    return server.url;
  },
});

/** Opens built pages in one Chromium, and checks what came to them. */
function visitor(baseURL, accept, onClose) {
  let browser;
  return async (url) => {
    if (!browser) {
      browser = await launch("chromium");
      onClose(() => browser.close());
    }
    accept(await answersOf(browser, `${url}/?api=${baseURL}`));
  };
}

/** @typedef {Awaited<ReturnType<typeof openWorkshop>>} Workshop */

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

const quietly = ({ env, ...place }) => ({ ...place, env: { ...process.env, ...quiet, ...env } });

/**
 * Runs a tool to its end.
 * @param {string} command @param {string[]} args
 * @param {import("../../scripts/lib/run.mjs").RunOptions} place
 * @returns {Promise<string>} what it wrote to stdout
 */
const execute = (command, args, place) =>
  outputOf(command, args, quietly({ timeout: 900_000, ...place }));

/** npm's cache makes this a matter of seconds. */
async function install(folder, tarball) {
  const alone = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await execute("npm", ["install", ...alone], { folder });
  await execute("npm", ["install", "--no-save", ...alone, tarball], { folder });
}

function versionOf(file) {
  const { devDependencies = {}, dependencies = {} } = JSON.parse(readFileSync(file, "utf8"));
  return Object.values({ ...dependencies, ...devDependencies })[0];
}

/**
 * Nothing of the package is left in the bundle of an app that does not use it.
 * @param {string} file
 */
export function acceptUnused(file) {
  const text = readFileSync(file, "utf8");
  assert.match(text, /unused/, file);
  assert.ok(text.length < 400, `${text.length} bytes are left: ${text.slice(0, 400)}`);
}

/** Both calls came, each for its organization, and both were answered. */
function accept(answers, journal) {
  assert.match(answers?.answer ?? "", /Dodgers/, `answer ${JSON.stringify(answers)}`);
  assert.match(answers.streamed, /Dodgers/, "streamed");
  assert.deepEqual(askedOf(journal), wanted, "what the API was asked");
  journal.clear();
}
