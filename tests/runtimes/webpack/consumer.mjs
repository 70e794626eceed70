// webpack: the production build with its defaults.
import { cpSync } from "node:fs";
import { gzipped } from "../files.mjs";
import { acceptUnused } from "../workshop.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serveFiles, visit }) {
  await execute("webpack", ["./main.js", "--mode", "production"]);
  cpSync(file("index.html"), file("dist/index.html"));
  await visit(await serveFiles("dist"));
  const how = ["--mode", "production", "--output-path", "unused"];
  await execute("webpack", ["./unused.js", ...how]);
  acceptUnused(file("unused/main.js"));
  return { download: gzipped([file("dist")]), note: "production" };
}
