// Drives the page in every browser: `npm run test:page -- [--only webkit] [--main]`.
import { parseArgs } from "node:util";
import { countOf } from "../../scripts/checks/count-results.mjs";
import { runMain } from "../../scripts/lib/main.mjs";
import { step } from "../../scripts/lib/step.mjs";
import { browsers, isInstalled } from "../../scripts/browsers/browsers.mjs";
import { runStories } from "../../scripts/checks/stories.mjs";

async function main() {
  const options = { only: { type: "string" }, main: { type: "boolean" } };
  const { only, main } = parseArgs({ options: /** @type {any} */ (options) }).values;
  for (const name of only ? [only] : Object.keys(browsers)) {
    const { title, path } = browsers[name];
    if (isInstalled(name)) await step(title, () => report(name, main));
    else console.log(`${title} … skipped: there is no ${path}`);
  }
}

async function report(name, isMain) {
  const output = await runStories(name, { isMain });
  const leftOut = Number(/^ℹ skipped (\d+)/m.exec(output)?.[1] ?? 0);
  const { passed } = countOf(output);
  return { note: `${passed} passed${leftOut > 0 ? `, ${leftOut} left out` : ""}` };
}

runMain(main);
