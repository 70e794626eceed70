// The page as static files below an address that is not the root of its host.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { buildSite } from "../../scripts/site.mjs";

/** @param {(host: Hono, folder: string) => void} [mount] adds what is answered before the files */
export async function serveStaticSite(mount) {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  await buildSite(folder);
  const rewriteRequestPath = (path) => path.replace(/^\/below/, "");
  const host = new Hono();
  host.use(compress());
  mount?.(host, folder);
  host.use("/below/*", serveStatic({ root: folder, rewriteRequestPath }));
  const server = createServer(getRequestListener(host.fetch, { overrideGlobalObjects: false }));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    folder,
    address: `http://127.0.0.1:${port}/below/`,
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}
