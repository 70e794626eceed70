// Bundles a client as an app does.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundled } from "../scripts/bundled.mjs";

const at = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * @param {string} contents
 * @param {import("esbuild").BuildOptions} [options]
 */
export const bundle = (contents, options) => bundled(contents, { resolveDir: at("."), ...options });

/** Kilobytes of gzip that an app downloads for a client. @param {string} client */
export async function downloadOf(client) {
  const contents = `export { connect } from "./clients/${client}.js"`;
  return gzipSync(await bundle(contents), { level: 9 }).length / 1000;
}
