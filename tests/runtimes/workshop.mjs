// What a consumer works with: its folder with the package installed, the simulator, servers, checks.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveSimulator } from "../../simulator/node.js";
import { answersOf, launchChromium } from "./chromium.mjs";
import { execute, serveWith } from "./execute.mjs";
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
  const simulator = await serveSimulator({ pace: 0 });
  let browser;
  const closers = [() => simulator.close(), () => rmSync(folder, { recursive: true, force: true })];
  return {
    folder,
    tarball,
    baseURL: simulator.baseURL,
    file: (...names) => join(folder, ...names),
    version: versionOf(join(folder, "package.json")),
    install: () => install(folder, tarball),
    execute: (command, args, place) => execute(command, args, { folder, ...place }),
    async serve(command, args, place) {
      const server = await serveWith(command, args, { folder, ...place });
      closers.unshift(server.stop);
      return server;
    },
    async serveFiles(path = ".", headers = {}) {
      const server = await serveFiles(join(folder, path), headers);
      closers.unshift(server.close);
      return server.url;
    },
    /** Opens a built page in Chromium and checks what came to it. */
    async visit(url) {
      browser ??= await launchChromium();
      closers.unshift(() => browser.close());
      const answers = await answersOf(browser, `${url}/?api=${simulator.baseURL}`);
      accept(answers, simulator.simulator.journal);
    },
    /** Whatever has to end before the folder is removed. */
    onClose: (close) => closers.unshift(close),
    accept: (answers) => accept(answers, simulator.simulator.journal),
    async close() {
      for (const close of closers) await close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openWorkshop>>} Workshop */

/** npm's cache makes this a matter of seconds. */
async function install(folder, tarball) {
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await execute("npm", ["install", ...quiet], { folder, timeout: 300_000 });
  await execute("npm", ["install", "--no-save", ...quiet, tarball], { folder });
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
  const calls = journal.filter({ method: "POST" });
  const seen = calls.map(({ served, status, body }) => [
    served?.organization,
    status,
    body?.stream,
  ]);
  const wanted = [
    ["org-team", 200, undefined],
    ["org-personal", 200, true],
  ];
  assert.deepEqual(seen, wanted, "what the API was asked");
  journal.clear();
}
