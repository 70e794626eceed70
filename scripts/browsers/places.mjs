// Where each system keeps browsers.
import fs from "node:fs";
import path from "node:path";
import { which } from "../lib/program.mjs";

const { env, platform } = process;

/** @type {Record<string, Record<string, string[]>>} For each browser by system, the first is the best. */
const places = {
  chromium: {
    linux: [
      "chromium",
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
      "microsoft-edge",
    ],
    darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (app) => `${app}.app/Contents/MacOS/${app}`,
    ),
    win32: ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"],
  },
  firefox: {
    linux: ["firefox-esr", "firefox"],
    darwin: ["Firefox.app/Contents/MacOS/firefox"],
    win32: ["Mozilla Firefox/firefox.exe"],
  },
};

const programFolders = [env.ProgramFiles, env["ProgramFiles(x86)"], env.LOCALAPPDATA];

/** @param {string} name @returns {string[]} */
function candidates(name) {
  const found = places[name][platform] ?? places[name].linux;
  if (platform === "darwin") return found.map((file) => `/Applications/${file}`);
  if (platform !== "win32") return found.map((command) => which(command) ?? "");
  return found.flatMap((file) => programFolders.map((folder) => path.join(folder ?? "", file)));
}

/**
 * @param {"chromium" | "firefox"} name
 * @returns {string} nothing where the browser is not to be found
 */
export function findProgram(name) {
  const chosen = { chromium: env.CHROME_PATH, firefox: env.FIREFOX_PATH }[name];
  return chosen || (candidates(name).find((file) => file && fs.existsSync(file)) ?? "");
}
