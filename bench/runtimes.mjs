// The runtimes that are measured in, each with a way to get one sample.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { downloadOf } from "./bundle.mjs";
import { startChromium } from "./chromium.mjs";
import { startWorkerd } from "./workerd.mjs";

/**
 * @typedef {object} Runtime
 * @property {string} title
 * @property {string[]} kinds the kinds of figures that can be measured in it
 * @property {(figure: import("./figures.js").Figure, client: string) => Promise<number>} measure
 * @property {() => Promise<void>} [close]
 */

const program = fileURLToPath(new URL("node.mjs", import.meta.url));

/** @type {Record<string, () => Promise<Runtime>>} */
export const runtimes = {
  node: async () => ({
    title: `Node ${process.versions.node}`,
    kinds: [
      "bundle",
      "cold",
      "repeated",
      "large",
      "open",
      "growth",
      "length",
      "compared",
      "doubling",
    ],
    measure: (figure, client) =>
      figure.kind === "bundle" ? downloadOf(client) : inNode(figure.name, client),
  }),
  chromium: startChromium,
  workerd: startWorkerd,
};

/** @param {string} figure @param {string} client */
async function inNode(figure, client) {
  const args = ["--expose-gc", program, figure, client];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}
