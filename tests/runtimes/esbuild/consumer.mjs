// esbuild: a bundle for browsers in one command.
import { cpSync } from "node:fs";
import { gzipped } from "../files.mjs";
import { acceptUnused } from "../workshop.mjs";

const how = ["--bundle", "--minify", "--format=esm"];

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serveFiles, visit }) {
  await execute("esbuild", ["main.js", ...how, "--outfile=dist/main.js"]);
  cpSync(file("index.html"), file("dist/index.html"));
  await visit(await serveFiles("dist"));
  await execute("esbuild", ["unused.js", ...how, "--outfile=unused/unused.js"]);
  acceptUnused(file("unused/unused.js"));
  return { download: gzipped([file("dist")]), note: "--bundle" };
}
