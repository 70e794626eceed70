// A WebKitGTK browser on a screen that nobody sees.
import { binary } from "./binary.mjs";
import { Page } from "./page.mjs";
import { openSession } from "./session.mjs";

/** A browser in the words of Playwright, as far as the tests use them; it has one page. */
export async function launchWebKit() {
  const session = await openSession(binary);
  return {
    version: () => session.version,
    async newPage({ viewport = { width: 1280, height: 800 } } = {}) {
      const page = new Page(session);
      await page.setViewportSize(viewport);
      return page;
    },
    close: () => session.close(),
  };
}
