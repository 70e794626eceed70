// The page as static files, below any address, with the simulator inside of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { choose, connectedTo, is, send, useBrowser } from "./page.js";
import { serveStaticSite } from "./static.mjs";
import { mountWitness } from "./witness.mjs";

const { open } = useBrowser();

let site;

before(async () => {
  site = await serveStaticSite((host, folder) => {
    const markup = () => readFileSync(join(folder, "index.html"), "utf8");
    if (is("webkit")) mountWitness(host, "/below/", markup);
  });
});

after(() => site.close());

test("streams, refuses and measures without a server", async () => {
  const { page, complaints, close } = await open({ address: site.address });
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

test("a page that is loaded past every cache works as well, and needs no worker", async () => {
  const { page, close } = await open({ address: site.address });
  await connectedTo(page, "Simulator");
  await page.reload();
  await connectedTo(page, "Simulator");
  const turn = await send(page, "Who won the world series in 2020?");
  await turn.locator(".answer > .markdown", { hasText: "Dodgers" }).waitFor();
  const workers = await page.evaluate(async () =>
    navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
  );
  assert.equal(workers, 0);
  await turn.getByRole("button", { name: "Inspect" }).click();
  await page.getByText(/runs inside of this page, so its address exists nowhere else/).waitFor();
  await close();
});
