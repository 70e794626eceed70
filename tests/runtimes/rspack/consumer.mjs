// Rspack: the production build with its defaults.
import { cpSync } from "node:fs";
import { gzipped } from "../files.mjs";
import { acceptUnused } from "../workshop.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serveFiles, visit }) {
  const how = ["build", "--mode", "production"];
  await execute("rspack", [...how, "--entry", "./main.js"]);
  cpSync(file("index.html"), file("dist/index.html"));
  await visit(await serveFiles("dist"));
  await execute("rspack", [...how, "--entry", "./unused.js", "--output-path", "unused"]);
  acceptUnused(file("unused/main.js"));
  return { download: gzipped([file("dist")]), note: "production" };
}
