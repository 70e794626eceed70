// Drives the page in every browser: `npm run test:page -- [--only webkit] [--main]`.
import { parseArgs } from "node:util";
import { runMain } from "../../scripts/lib/main.mjs";
import { step } from "../../scripts/lib/step.mjs";
import { browsers, isInstalled } from "../../scripts/browsers/browsers.mjs";
import { runStories } from "../../scripts/checks/stories.mjs";

async function main() {
  const options = { only: { type: "string" }, main: { type: "boolean" } };
  const { only, main } = parseArgs({ options: /** @type {any} */ (options) }).values;
  for (const name of only ? [only] : Object.keys(browsers)) {
    const { title } = browsers[name];
    if (isInstalled(name)) await step(title, () => runStories(name, { isMain: main }));
    else console.log(`${title} … skipped: it is not installed`);
  }
}

runMain(main);
