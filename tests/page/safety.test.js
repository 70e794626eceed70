// What must never happen: an answer that acts, a key that shows, a policy with holes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "./connecting.js";
import { detail, send, show, useBrowser } from "./page.js";

const { open, shared } = useBrowser();

test("a hostile answer does nothing", async () => {
  const { page, complaints, close } = await open();
  const turn = await send(page, "hostile html");
  assert.match(await turn.locator(".answer > .markdown").innerText(), /This answer is hostile/);
  const bad = turn
    .locator(".answer > .markdown")
    .locator("img, script, svg, iframe, [onerror], [onload]");
  assert.equal(await bad.count(), 0);
  const links = await turn.locator(".markdown a").evaluateAll((all) => all.map(({ href }) => href));
  assert.ok(
    links.every((href) => !href.startsWith("javascript:")),
    links.join(),
  );
  assert.equal(await page.evaluate("globalThis.hacked ?? null"), null);
  assert.deepEqual(await complaints(), []);
  await close();
});

detail("no token becomes an element that acts, whatever is in it", async () => {
  const { page, close } = await open();
  const left = await page.evaluate(async () => {
    const { render } = await import("/markdown.js");
    const text = { type: "text", text: "x" };
    const evil = '<img src=x onerror="hacked=1"><script>hacked=1</script>';
    const link = (href) => ({ type: "link", href, tokens: [text] });
    const bad = [
      { type: "html", text: evil },
      { type: "unknown", raw: evil },
      { type: "code", text: evil, lang: '"><script>' },
      link("javascript:hacked=1"),
      link(" JAVA&#x53;CRIPT&colon;hacked=1"),
      link("data:text/html,<script>hacked=1</script>"),
      { type: "image", href: "javascript:hacked=1", text: evil },
      { type: "image", href: "https://example.com/x.png", text: "a picture" },
    ];
    return bad.map((token) => {
      const holder = document.createElement("div");
      holder.append(render([token]));
      document.body.append(holder);
      return [...holder.querySelectorAll("*")].map(({ nodeName, href }) => href ?? nodeName).join();
    });
  });
  assert.deepEqual(left, ["", "", "PRE,CODE", "", "", "", "", "https://example.com/x.png"]);
  assert.equal(await page.evaluate("globalThis.hacked ?? null"), null);
  await close();
});

detail("a hostile name of an organization or a model is only text", async () => {
  const { page, close } = await open();
  const evil = '<img src=x onerror="globalThis.hacked=1">';
  await page.getByLabel("Name of org-team").fill(evil);
  await page.getByLabel("Name of org-team").press("Enter");
  await page.getByRole("radio", { name: evil }).check();
  const turn = await send(page, `${evil} hello`);
  assert.equal(await turn.locator(".chip").innerText(), evil);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.evaluate("globalThis.hacked ?? null"), null);
  await close();
});

test("the key is in no element, no storage, no log and no address", async () => {
  const { page, said, close } = await open();
  await send(page, "hello");
  await connect(page, { apiKey: ownKey });
  const turn = await send(page, "hello again");
  await turn.getByRole("button", { name: "Inspect" }).click();
  await page.getByText("The same in JavaScript").first().waitFor();
  const { html, values, storage } = await page.evaluate(everythingKept);
  assert.match(storage, /hello again/, "what is kept is looked at");
  const places = { html, values, storage, url: await page.url(), log: said.join() };
  for (const [place, text] of Object.entries(places)) assert.ok(!text.includes(ownKey), place);
  await close();
});

const ownKey = "sk-proj-simulator";

/** All that a page can hold or keep, as text; what was typed last is kept a moment later. */
async function everythingKept() {
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open("openai-wasm");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = (store) =>
    new Promise((resolve) => {
      db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) =>
        resolve(target.result);
    });
  let kept = "";
  while (!kept.includes("hello again")) {
    const stores = await Promise.all([...db.objectStoreNames].map(all));
    kept = JSON.stringify([stores, { ...localStorage }, { ...sessionStorage }, document.cookie]);
  }
  db.close();
  return {
    html: document.documentElement.outerHTML,
    values: [...document.querySelectorAll("input, textarea")].map(({ value }) => value).join(),
    storage: kept,
  };
}

test("the policy lets nothing inline in, and the page keeps to it", async () => {
  const response = await fetch(shared.site.address);
  const policy = response.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /require-trusted-types-for 'script'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/);
  const { page, complaints, close } = await open();
  await send(page, "Show me some Markdown with code");
  await show(page, "Calls");
  assert.deepEqual(await complaints(), []);
  await close();
});

detail("a key is not handed to another server unasked", async () => {
  const { page, controls, close } = await open();
  const other = shared.site.address.replace("127.0.0.1", "localhost");
  await connect(page, { baseURL: `${other}/v1` }, { isAnyway: true });
  const turn = await send(page, "hello");
  assert.match(await turn.locator(".failure").innerText(), /The server does not know this key/);
  const { headers } = controls.journal.entries.at(-1);
  assert.doesNotMatch(headers.authorization ?? "", /ator/);
  await close();
});
