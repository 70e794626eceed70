// WebKitGTK without a bundler: the same pages as in Chromium.
import { checkUnbundled } from "../unbundled.mjs";
import { startWebKit } from "./driver.mjs";

export const source = "chromium";

// The page's module may still be loading when the script begins.
const script = `
  const done = arguments[arguments.length - 1];
  (async () => {
    while (!globalThis.answers) await new Promise((resolve) => setTimeout(resolve, 20));
    return globalThis.answers;
  })().then((answers) => done({ answers }), (error) => done({ error: String(error) }));
`;

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run(workshop) {
  const { version, open, execute } = await startWebKit(workshop);
  const download = await checkUnbundled(workshop, async (url) => {
    await open(url);
    const { answers, error } = await execute(script);
    if (error) throw new Error(`${url}: ${error}`);
    return answers;
  });
  return { version, download, note: "page, workers, strict CSP" };
}
