// Things that go wrong, and what a person sees of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, detail, send, show, useBrowser } from "./page.js";

const { open } = useBrowser();

const provoke = async (page, name) => {
  const card = page
    .locator(".faults .card")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });
  const before = await page.locator(".turn").count();
  await card.getByRole("button", { name: "Try now" }).click();
  const turn = page.locator(".turn").nth(before);
  await turn.waitFor();
  return turn;
};

test("waits out a rate limit and says so meanwhile", async () => {
  const { page, complaints, close } = await open();
  await show(page, "Faults");
  const turn = await provoke(page, "Rate limit");
  await turn.getByText(/No room at the moment: trying again in \d s/).waitFor();
  await answered(turn);
  assert.equal(await turn.locator(".answer").getAttribute("data-status"), "done");
  await page.locator(".timeline .piece[data-kind=wait]").waitFor();
  assert.deepEqual(await complaints(), []);
  await close();
});

test("says in plain words what went wrong", async () => {
  const { page, complaints, close } = await open();
  await show(page, "Faults");
  const cases = [
    ["Quota used up", /The quota of Personal is used up.*retrying does not help/s],
    ["Wrong organization", /This key has no access to Personal/],
    ["Cut stream", /The answer broke off.*not complete/s],
    ["Error inside a stream", /The server failed/],
  ];
  for (const [name, text] of cases) {
    const turn = await provoke(page, name);
    await turn.locator(".failure").waitFor();
    assert.match(await turn.locator(".failure").innerText(), text, name);
  }
  assert.deepEqual(await complaints(), []);
  await close();
});

detail("asks again by itself where that helps", async () => {
  const { page, close } = await open();
  await show(page, "Faults");
  for (const name of ["Server error", "No answer"]) {
    const turn = await provoke(page, name);
    await answered(turn);
    assert.equal(await turn.locator(".answer").getAttribute("data-status"), "done", name);
  }
  await close();
});

detail("an answer that starts slowly says so, and can be stopped", async () => {
  const { page, close } = await open();
  await show(page, "Faults");
  const turn = await provoke(page, "Slow start");
  await turn.getByText("waiting…").waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await turn.locator("[data-status=stopped]").waitFor();
  assert.equal(await turn.locator(".failure").isVisible(), false);
  await close();
});

detail("a fault can wait for the next message, and be cleared", async () => {
  const { page, close } = await open();
  await show(page, "Faults");
  await page.getByRole("button", { name: "With my next message" }).nth(1).click();
  await page.getByText("The next message meets: quota used up.").waitFor();
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.getByText("The next message meets").waitFor({ state: "detached" });
  const turn = await send(page, "hello");
  assert.equal(await turn.locator(".answer").getAttribute("data-status"), "done");
  await close();
});
