// Rollup: with the plugin that finds packages, which every app needs.
import { cpSync } from "node:fs";
import { gzipped } from "../files.mjs";
import { acceptUnused } from "../workshop.mjs";

const how = ["--plugin", "node-resolve", "--format", "es"];

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serveFiles, visit }) {
  await execute("rollup", ["main.js", ...how, "--file", "dist/main.js"]);
  cpSync(file("index.html"), file("dist/index.html"));
  await visit(await serveFiles("dist"));
  await execute("rollup", ["unused.js", ...how, "--file", "unused/unused.js"]);
  acceptUnused(file("unused/unused.js"));
  return { download: gzipped([file("dist")]), note: "not minified" };
}
