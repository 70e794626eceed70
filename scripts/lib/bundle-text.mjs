// Bundles source text as an app does that is to be small.
import { at } from "./paths.mjs";

/**
 * @param {string} contents
 * @param {import("esbuild").BuildOptions & {resolveDir?: string}} [options] where imports are
 *   looked for, and whatever else differs
 * @returns {Promise<Uint8Array>}
 */
export async function bundled(contents, { resolveDir = at(), ...options } = {}) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: "js" },
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
