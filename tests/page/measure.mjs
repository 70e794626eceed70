// Prints what a visit of the static build costs: `npm run measure:www`.
import { runMain } from "../../scripts/lib/main.mjs";
import { launch } from "../../scripts/browsers/browsers.mjs";
import { bytesIn, figuresOf, sumOf, watchedPage } from "./figures.mjs";
import { connect } from "./connecting.js";
import { send } from "./page.js";
import { chatEvents, startStrange } from "./servers/serve.mjs";
import { serveStaticSite } from "./static.mjs";

const phone = { width: 360, height: 740 };

const visits = {
  desktop: {},
  "phone, 4 times slower, slow 4G": { isSlow: true, viewport: phone },
};

const kinds = {
  "the module": /\.wasm$/,
  "when first used: simulator, formulas, differences": /^later/,
  scripts: /\.js$/,
  style: /\.css$/,
  "page, icon, config": /./,
};

async function main() {
  const site = await serveStaticSite();
  const server = await startStrange(flood);
  const browser = await launch("chromium");
  console.log(`Chromium ${browser.version()}; milliseconds, shifts as a score`);
  for (const [title, options] of Object.entries(visits)) {
    console.log(`\n${title}`);
    console.table(await visit(browser, { address: site.address, server }, options));
  }
  console.log("\nbytes, compressed by gzip");
  console.table(weigh(bytesIn(site.folder)));
  await browser.close();
  site.close();
  server.close();
}

async function visit(browser, { address, server }, options) {
  const page = await watchedPage(browser, options);
  await page.goto(address);
  await page.getByRole("button", { name: "Write 400 tokens" }).waitFor();
  await page.waitForTimeout(1_000);
  const load = await figuresOf(page);
  await send(page, "Write 400 tokens");
  const short = await figuresOf(page);
  await connect(page, { baseURL: server.baseURL, apiKey: "sk-any" });
  await send(page, "Write");
  const long = await figuresOf(page);
  await page.close();
  return {
    load: { "first paint": load.paint, "largest paint": load.largest, ...during(load) },
    "400 tokens": { ...during(short), "longest frame": short.frame },
    "10,000 tokens at once": { ...during(long), "longest frame": long.frame },
  };
}

const during = ({ blocked, longest, shifts }) => ({
  blocked: Math.round(blocked),
  "longest task": longest,
  shifts: Number(shifts.toFixed(4)),
});

const words = chatEvents(Array.from({ length: 10_000 }, () => ({ content: "river " })));

/** Sends 10,000 tokens as fast as it can. */
const flood = ({ path }) => (path === "/chat/completions" ? { events: words } : undefined);

/** @param {Record<string, number>} bytes */
function weigh(bytes) {
  const rows = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, { bytes: 0 }]));
  for (const [name, size] of Object.entries(bytes)) {
    const [kind] = Object.entries(kinds).find(([, pattern]) => pattern.test(name)) ?? [];
    rows[kind].bytes += size;
  }
  return { ...rows, "at the first visit, without the module": { bytes: sumOf(bytes) } };
}

runMain(main);
