// Vite: the production build, its server-side build, and the dev server.
import { gzipped } from "../files.mjs";
import { acceptUnused } from "../workshop.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serve, serveFiles, visit }) {
  await execute("vite", ["build"]);
  await visit(await serveFiles("dist"));

  const dev = await serve("vite", ["--host", "127.0.0.1", "--port", "0"], {
    ready: /(http:\/\/127\.0\.0\.1:\d+)/,
  });
  await visit(dev.match[1]);

  await execute("vite", ["build", "--ssr", "unused.js", "--outDir", "unused", "--minify"]);
  acceptUnused(file("unused/unused.js"));
  return { download: gzipped([file("dist")]), note: "build, dev" };
}
