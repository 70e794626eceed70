// Node: ES modules, `require`, TypeScript where Node runs it, and what an import does by itself.
import { gzipped } from "../files.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, accept, file, baseURL }) {
  const env = { OPENAI_BASE_URL: baseURL };
  const [version] = (await execute("node", ["--version"])).slice(1).split("\n");
  const isTyped = Number.parseInt(version) >= 24 || version >= "22.18";
  const apps = ["app.mjs", "app.cjs", ...(isTyped ? ["app.ts"] : [])];
  for (const app of apps) accept(JSON.parse(await execute("node", [app], { env })));
  const checks = ["once.mjs", "require.cjs", "two-copies.mjs", "setup-errors.mjs"];
  for (const check of checks) await execute("node", [check], { env });
  const download = gzipped([file("node_modules/openai-wasm/index.js")]);
  return { version, download, note: ["import, require", ...(isTyped ? ["ts"] : [])].join(", ") };
}
