// Rspack: the production build and the dev server, with their defaults.
import { cpSync } from "node:fs";
import { freePort } from "../../../scripts/lib/free-port.mjs";
import { gzipped } from "../files.mjs";
import { acceptUnused } from "../workshop.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serve, serveFiles, visit }) {
  const how = ["build", "--mode", "production"];
  await execute("rspack", [...how, "--entry", "./main.js"]);
  for (const folder of ["dist", "public"]) cpSync(file("index.html"), file(folder, "index.html"));
  await visit(await serveFiles("dist"));

  const port = String(await freePort());
  const args = ["dev", "--mode", "development", "--entry", "./main.js"];
  await serve("rspack", [...args, "--host", "127.0.0.1", "--port", port], { ready: /compiled/ });
  await visit(`http://127.0.0.1:${port}`);

  await execute("rspack", [...how, "--entry", "./unused.js", "--output-path", "unused"]);
  acceptUnused(file("unused/main.js"));
  return { download: gzipped([file("dist")]), note: "build, dev" };
}
