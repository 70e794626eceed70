// Finds Chromium for the tests, or installs Debian's.
import { installPackages } from "../lib/apt.mjs";
import { ask } from "../lib/run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** @returns {Promise<string>} the path of the browser */
export async function findBrowser() {
  const found = process.env.CHROME_PATH || first();
  if (found) return found;
  await installPackages(["chromium"], "Chromium");
  return first();
}

const first = () => names.map(locate).find(Boolean) ?? "";

const locate = (/** @type {string} */ command) => ask("sh", ["-c", `command -v ${command}`]);
