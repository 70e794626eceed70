// What a visit costs: paints, blocked time, shifts, frames and bytes, as Chromium tells them.
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** What a page notes of itself, from before its first line on. */
function watch() {
  const seen = { paint: 0, largest: 0, blocked: 0, longest: 0, shifts: 0, frame: 0, moved: [] };
  const on = (type, act) =>
    new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({
      type,
      buffered: true,
    });
  on("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") seen.paint = startTime;
  });
  on("largest-contentful-paint", ({ startTime }) => (seen.largest = startTime));
  on("longtask", ({ duration }) => {
    seen.blocked += duration - 50;
    seen.longest = Math.max(seen.longest, duration);
  });
  on("layout-shift", ({ value, sources, hadRecentInput }) => {
    if (hadRecentInput) return;
    seen.shifts += value;
    for (const { node } of sources)
      seen.moved.push(node?.className || node?.nodeName || "a node that is gone");
  });
  let last = performance.now();
  const frame = (now) => {
    seen.frame = Math.max(seen.frame, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  Object.assign(globalThis, { seen });
}

/** A phone of the middle class on a slow connection, as Lighthouse has it. */
const slow = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

/**
 * A page that notes its figures.
 * @param {import("playwright-core").Browser} browser
 * @param {{ isSlow?: boolean, viewport?: { width: number, height: number } }} [options]
 */
export async function watchedPage(browser, { isSlow = false, viewport } = {}) {
  const page = await browser.newPage(viewport && { viewport });
  await page.addInitScript(watch);
  if (!isSlow) return page;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, ...slow });
  return page;
}

/** What has been noted since the last time. */
export function figuresOf(page) {
  return page.evaluate(() => {
    const { seen } = /** @type {any} */ (globalThis);
    const figures = { ...seen };
    Object.assign(seen, { blocked: 0, longest: 0, shifts: 0, frame: 0, moved: [] });
    return figures;
  });
}

/**
 * The compressed bytes of the files in a folder.
 * @param {string} folder
 * @returns {Record<string, number>}
 */
export function bytesIn(folder) {
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
  const sizeOf = (name) => gzipSync(fs.readFileSync(path.join(folder, name)), { level: 9 }).length;
  return Object.fromEntries(files.map((name) => [name, sizeOf(name)]));
}

/** What a first visit downloads of the page: neither the module nor what is loaded when it is first used. */
export function sumOf(bytes) {
  const counted = Object.entries(bytes).filter(([name]) => !/^openai-wasm|^later/.test(name));
  return counted.reduce((sum, [, size]) => sum + size, 0);
}
