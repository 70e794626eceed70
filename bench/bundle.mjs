// Bundles a client as an app does.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundled } from "../scripts/lib/bundle-text.mjs";

const at = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Has a bundle take the entry of the package that its runtime would choose.
 * @param {string} file
 * @returns {import("esbuild").Plugin}
 */
export const entry = (file) => ({
  name: "entry",
  setup({ onResolve }) {
    onResolve({ filter: /pkg\/node\.js$/ }, () => ({ path: at(`../pkg/${file}`) }));
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, external: true }));
  },
});

/**
 * @param {string} contents
 * @param {import("esbuild").BuildOptions} [options]
 */
export const bundle = (contents, options) =>
  bundled(contents, { resolveDir: at("."), plugins: [entry("index.js")], ...options });

/** Files that a page loads when it needs them. */
const lazy = ["./helpers.js", "./assistants.js", "./agents.js"];

/** Kilobytes of gzip that an app downloads for a client. @param {string} client */
export async function downloadOf(client) {
  const contents = `export { connect } from "./clients/${client}.js"`;
  return gzipSync(await bundle(contents, { external: lazy }), { level: 9 }).length / 1000;
}
