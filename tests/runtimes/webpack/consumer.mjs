// webpack: the production build and the dev server, with their defaults.
import { cpSync } from "node:fs";
import { freePort } from "../../../scripts/lib/free-port.mjs";
import { gzipped } from "../files.mjs";
import { acceptUnused } from "../workshop.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serve, serveFiles, visit }) {
  await execute("webpack", ["./main.js", "--mode", "production"]);
  for (const folder of ["dist", "public"]) cpSync(file("index.html"), file(folder, "index.html"));
  await visit(await serveFiles("dist"));

  const port = String(await freePort());
  const args = ["serve", "./main.js", "--mode", "development"];
  await serve("webpack", [...args, "--host", "127.0.0.1", "--port", port], { ready: /compiled/ });
  await visit(`http://127.0.0.1:${port}`);

  const how = ["--mode", "production", "--output-path", "unused"];
  await execute("webpack", ["./unused.js", ...how]);
  acceptUnused(file("unused/main.js"));
  return { download: gzipped([file("dist")]), note: "build, dev" };
}
