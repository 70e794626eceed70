// Deno: with nothing but the permission to reach the API, and type-checked.
import { gzipped } from "../files.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, accept, file, baseURL }) {
  const allowed = `--allow-net=${new URL(baseURL).host}`;
  const how = ["run", "--no-prompt", "--no-remote", allowed];
  accept(JSON.parse(await execute("deno", [...how, "main.js", baseURL])));
  const download = gzipped([file("node_modules/openai-wasm/index.js")]);
  return { download, note: "needs only --allow-net" };
}
