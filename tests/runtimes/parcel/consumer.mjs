// Parcel: the production build and the dev server.
import { gzipped } from "../files.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file, serve, serveFiles, visit }) {
  await execute("parcel", ["build", "index.html", "--no-source-maps"]);
  await visit(await serveFiles("dist"));
  const how = ["index.html", "--dist-dir", "dev", "--host", "127.0.0.1", "--port", freePort()];
  const dev = await serve("parcel", [...how, "--no-hmr"], {
    ready: /(http:\/\/[^\s]+)[\s\S]*Built/,
  });
  await visit(dev.match[1]);
  return { download: gzipped([file("dist")]), note: "build, dev" };
}

const freePort = () => String(20_000 + Math.floor(Math.random() * 20_000));
