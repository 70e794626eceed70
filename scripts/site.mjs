// Builds the page as static files into dist/: any host serves it, with the simulator in the page.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { bundle, helperFiles, later } from "./page/bundle.mjs";
import { runMain } from "./lib/main.mjs";
import { wasmName } from "./shrink/index.mjs";
import { at } from "./lib/paths.mjs";
import { directives } from "./page/csp.mjs";
import { setup } from "./machine/setup.mjs";
import { createSimulation } from "./page/simulation.mjs";
import { step } from "./lib/step.mjs";

/** @param {string} folder which is made anew */
export async function buildSite(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  const files = {
    "index.html": page(),
    "icon.svg": fs.readFileSync(at("www/icon.svg")),
    "config.json": JSON.stringify(await config()),
    "openai-wasm/openai_wasm_bg.wasm": fs.readFileSync(at("pkg", wasmName)),
    "app.js": (await bundle("app.js", { isWhole: true })).text,
    "style/page.css": (await bundle("style/page.css")).text,
  };
  for (const name of helperFiles) files[`openai-wasm/${name}`] = fs.readFileSync(at("pkg", name));
  for (const name of later) files[name] = (await bundle(name)).text;
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
}

/** A static host sends no policy, so the page brings its own; and it need not be at the root. */
function page() {
  const meta = `<meta http-equiv="content-security-policy" content="${directives.join("; ")}" />`;
  return fs
    .readFileSync(at("www/index.html"), "utf8")
    .replace('<meta charset="utf-8" />', `$&\n    ${meta}`)
    .replaceAll(/ *<link rel="modulepreload".*\n/g, "")
    .replaceAll(/(href|src)="\//g, '$1="./');
}

/** Addresses are relative to the page's own. */
async function config() {
  const known = await createSimulation().config("http://localhost");
  return { ...known, baseURL: "v1", isLocal: true };
}

async function main() {
  await build(await setup());
  await step("page", () => buildSite(at("dist")));
  console.log("the page is in dist/");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runMain(main);
