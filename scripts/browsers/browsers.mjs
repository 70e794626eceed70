// The browsers that tests drive: where each is, and how it is started.
import { existsSync } from "node:fs";
import { findProgram } from "./places.mjs";
import { binary } from "./webkit/binary.mjs";

/** Nothing that a browser would do of its own accord. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @typedef {object} Known
 * @property {string} title
 * @property {string} path of the program
 * @property {() => Promise<any>} launch gives a browser in the words of Playwright
 */

/** @type {Record<string, Known>} What is asked for its path alone needs no package. */
export const browsers = {
  chromium: {
    title: "Chromium",
    get path() {
      return findProgram("chromium");
    },
    async launch() {
      const { chromium } = await import("playwright-core");
      return chromium.launch({ executablePath: this.path, args: flags });
    },
  },
  firefox: {
    title: "Firefox",
    path: findProgram("firefox"),
    async launch() {
      const { firefox } = await import("playwright-core");
      // The channel says that it is a Firefox as Mozilla builds it, driven by WebDriver BiDi.
      return firefox.launch({ channel: "moz-firefox", executablePath: this.path });
    },
  },
  webkit: {
    title: "WebKitGTK",
    path: binary,
    async launch() {
      const { launchWebKit } = await import("./webkit/browser.mjs");
      return launchWebKit();
    },
  },
};

/** @param {string} name */
export const isInstalled = (name) => existsSync(browsers[name].path);

/** @param {string} name */
export function launch(name) {
  if (isInstalled(name)) return browsers[name].launch();
  throw new Error(`${browsers[name].title} is not installed, or not where it is looked for`);
}
