// Parcel: the production build and the dev server.
import { freePort } from "../../../scripts/lib/free-port.mjs";
import { gzipped } from "../files.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serve, serveFiles, visit }) {
  await execute("parcel", ["build", "index.html", "--no-source-maps"]);
  await visit(await serveFiles("dist"));
  const port = String(await freePort());
  const where = ["--dist-dir", "dev", "--host", "127.0.0.1", "--port", port];
  await serve("parcel", ["index.html", ...where], { ready: /Built/ });
  await visit(`http://127.0.0.1:${port}`);
  return { download: gzipped([file("dist")]), note: "build, dev" };
}
