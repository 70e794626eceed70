// What a browser loads of the page, each with what it imports: the app, its style, its libraries.
import { build } from "esbuild";
import { at } from "./paths.mjs";

const types = { js: "text/javascript", css: "text/css" };

/** What may be asked for; everything else of www is served as it is. */
export const bundles = ["app.js", "style/page.css", "vendor/markdown.js"];

/**
 * @param {string} name one of `bundles`
 * @returns {Promise<{text: string, type: string}>}
 */
export async function bundle(name) {
  const { outputFiles } = await build({
    entryPoints: [at("www", name)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // These are asked for by their own address.
    external: ["/openai-wasm/*", "/vendor/*"],
    write: false,
    logLevel: "error",
  });
  return { text: outputFiles[0].text, type: types[name.split(".").pop()] };
}
