// The libraries of the page: each file of www/vendor with what it imports, as one module.
import { existsSync } from "node:fs";
import { build } from "esbuild";
import { at } from "./paths.mjs";

/** @type {Map<string, Promise<string>>} */
const bundled = new Map();

/**
 * @param {string} name of a file in www/vendor
 * @returns {Promise<string> | null} `null` if there is no such file
 */
export function vendor(name) {
  if (!/^[\w-]+\.js$/.test(name) || !existsSync(at("www", "vendor", name))) return null;
  const known = bundled.get(name) ?? bundle(name);
  bundled.set(name, known);
  return known;
}

async function bundle(name) {
  const { outputFiles } = await build({
    entryPoints: [at("www", "vendor", name)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].text;
}
