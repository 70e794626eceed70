// Bundles a client as an app does.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const at = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * @param {string} contents
 * @param {import("esbuild").BuildOptions} [options]
 * @returns {Promise<Uint8Array>}
 */
export async function bundle(contents, options) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: at("."), loader: "js" },
    bundle: true,
    format: "esm",
    minify: true,
    platform: "browser",
    target: "es2022",
    write: false,
    legalComments: "none",
    logLevel: "error",
    ...options,
  });
  return outputFiles[0].contents;
}

/** Kilobytes of gzip that an app downloads for a client. @param {string} client */
export async function downloadOf(client) {
  const contents = `export { connect } from "./clients/${client}.js"`;
  return gzipSync(await bundle(contents), { level: 9 }).length / 1000;
}
