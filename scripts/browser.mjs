// Finds Chromium and its driver for the tests, or installs Debian's.
import fs from "node:fs";
import { installPackages } from "./debian.mjs";
import { at } from "./paths.mjs";
import { ask } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * @returns {Promise<{browser: string, driver: string}>} paths of the browser and of its WebDriver
 */
export async function findBrowser() {
  const browser = process.env.CHROME_PATH || first(names);
  const driver = process.env.CHROMEDRIVER || first(["chromedriver"]);
  if (browser && driver) return { browser, driver };
  await installPackages(["chromium", "chromium-driver"], "Chromium");
  return { browser: browser || first(names), driver: first(["chromedriver"]) };
}

/**
 * What the runner of wasm tests has to know to drive the browser.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function driverVariables() {
  const { browser, driver } = await findBrowser();
  const capabilities = JSON.parse(fs.readFileSync(at("webdriver.json"), "utf8"));
  capabilities["goog:chromeOptions"].binary = browser;
  const file = at("target", "webdriver.json");
  fs.writeFileSync(file, JSON.stringify(capabilities));
  return { CHROMEDRIVER: driver, WASM_BINDGEN_TEST_WEBDRIVER_JSON: file };
}

const first = (commands) => commands.map(locate).find(Boolean) ?? "";

const locate = (command) => ask("sh", ["-c", `command -v ${command}`]);
