// The page as static files, below any address, with the simulator in its worker.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { buildSite } from "../../scripts/site.mjs";
import { choose, is, send, useBrowser } from "./page.js";
import { mountWitness } from "./witness.mjs";

const { open } = useBrowser();

let folder;
let server;
let address;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "page-"));
  await buildSite(folder);
  const rewriteRequestPath = (path) => path.replace(/^\/below/, "");
  const host = new Hono();
  const markup = () => readFileSync(join(folder, "index.html"), "utf8");
  if (is("webkit")) mountWitness(host, "/below/", markup);
  host.use("/below/*", serveStatic({ root: folder, rewriteRequestPath }));
  server = createServer(getRequestListener(host.fetch, { overrideGlobalObjects: false }));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}/below/`;
});

after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

test("streams, refuses and measures without a server", async () => {
  const { page, complaints, close } = await open({ address });
  await page.getByRole("button", { name: "Who won the world series in 2020?" }).click();
  await page.locator(".markdown", { hasText: "Los Angeles Dodgers" }).waitFor();
  await page.getByText("from the headers of an answer").first().waitFor();
  await choose(page, "Stranger Labs");
  const turn = await send(page, "and now?");
  assert.match(await turn.locator(".failure").innerText(), /This key has no access/);
  assert.equal(await page.getByRole("button", { name: "Faults" }).isVisible(), true);
  assert.deepEqual(await complaints(), []);
  await close();
});
