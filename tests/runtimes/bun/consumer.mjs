// Bun: run, and bundled for browsers.
import { cpSync } from "node:fs";
import { gzipped } from "../files.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, accept, file, baseURL, serveFiles, visit }) {
  accept(JSON.parse(await execute("bun", ["run", "app.js", baseURL])));
  await execute("bun", ["build", "main.js", "--minify", "--outfile", "dist/main.js"]);
  cpSync(file("index.html"), file("dist/index.html"));
  await visit(await serveFiles("dist"));
  return { download: gzipped([file("dist")]), note: "run, build" };
}
