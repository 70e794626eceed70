// What the page at an address has in `answers`, or what it complains of.

/**
 * @param {any} browser
 * @param {string} url
 */
export async function answersOf(browser, url) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  try {
    await page.goto(url);
    await page.waitForFunction("globalThis.answers", null, { timeout: 300_000 });
    return await page.evaluate("globalThis.answers");
  } catch (error) {
    throw new Error(`${url}: ${error}\nthe page said:\n${said.join("\n")}`, { cause: error });
  } finally {
    await page.close();
  }
}
