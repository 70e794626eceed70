// Gives what crosses the boundary between a module and its bindings short names.
import fs from "node:fs";
import { run } from "../lib/run.mjs";
import { features } from "./optimize.mjs";

/**
 * @typedef {object} Names
 * @property {string} from what a module imports from
 * @property {Record<string, string>} imports what it calls each import, by the name in the bindings
 * @property {Record<string, string>} exports the same of its exports
 */

/**
 * Shortens the names of a module's imports and exports.
 * @param {string} wasm a module, which is written anew
 * @returns {Promise<Names>}
 */
export async function shortenNames(wasm) {
  const shorten = "--minify-imports-and-exports-and-modules";
  const { imports, exports } = JSON.parse(
    await run("wasm-opt", [shorten, ...features, wasm, "-o", wasm]),
  );
  const pairs = imports.map(([, name, short]) => [name, short]);
  return {
    ...namesOf(wasm),
    imports: Object.fromEntries(pairs),
    exports: Object.fromEntries(exports),
  };
}

/**
 * The names that a module has.
 * @param {string} wasm
 * @returns {Names}
 */
export function namesOf(wasm) {
  const module = new WebAssembly.Module(fs.readFileSync(wasm));
  const imports = WebAssembly.Module.imports(module);
  const same = (list) => Object.fromEntries(list.map(({ name }) => [name, name]));
  const [{ module: from }] = imports;
  return { from, imports: same(imports), exports: same(WebAssembly.Module.exports(module)) };
}
