// Elements of a page by what a person sees of them, in the words of Playwright.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyOf } from "./keys.mjs";

const wishOf = (wish) => {
  if (wish === undefined) return null;
  return wish instanceof RegExp ? { source: wish.source, flags: wish.flags } : { text: wish };
};

const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

/** What both a page and an element can be asked for. */
export class Finder {
  locator(css, { hasText, has } = {}) {
    const found = this.narrowed({ kind: "css", css });
    return hasText || has ? found.filter({ hasText, has }) : found;
  }
  getByRole(role, { name, exact = false } = {}) {
    return this.narrowed({ kind: "role", role, wish: wishOf(name), isExact: exact });
  }
  getByLabel(text, { exact = false } = {}) {
    return this.narrowed({ kind: "label", wish: wishOf(text), isExact: exact });
  }
  getByText(text, { exact = false } = {}) {
    return this.narrowed({ kind: "text", wish: wishOf(text), isExact: exact });
  }
}

export class Locator extends Finder {
  /** @param {import("./page.mjs").Page} page @param {import("./find.js").Step[]} steps */
  constructor(page, steps) {
    super();
    this.page = page;
    this.steps = steps;
  }

  narrowed(step) {
    return new Locator(this.page, [...this.steps, step]);
  }
  filter({ has, hasText }) {
    return this.narrowed({ kind: "filter", has: has?.steps, wish: wishOf(hasText) });
  }
  nth(index) {
    return this.narrowed({ kind: "nth", index });
  }
  first() {
    return this.nth(0);
  }
  last() {
    return this.nth(-1);
  }
  async all() {
    const count = await this.count();
    return Array.from({ length: count }, (_, index) => this.nth(index));
  }

  evaluateAll(act, argument) {
    return this.page.inPage(this.steps, act, argument);
  }
  count() {
    return this.evaluateAll((all) => all.length);
  }
  allInnerTexts() {
    return this.evaluateAll((all) => all.map((one) => one.innerText.trimEnd()));
  }

  /** Does something with the one element, as soon as it is there. */
  evaluate(act, argument) {
    return this.page.until(async () => {
      await this.#checkOne();
      return this.page.inPage(this.steps, `([one], argument) => (${act})(one, argument)`, argument);
    }, this);
  }
  // WebKit ends the text of a line with its break.
  innerText = () => this.evaluate((one) => one.innerText.trimEnd());
  textContent = () => this.evaluate((one) => one.textContent);
  inputValue = () => this.evaluate((one) => one.value);
  getAttribute = (name) => this.evaluate((one, name) => one.getAttribute(name), name);
  focus = () => this.evaluate((one) => one.focus());
  boundingBox = () => this.evaluate((one) => one.getBoundingClientRect().toJSON());
  isVisible = () => this.evaluateAll(`(all) => all.some(${isVisible})`);

  async #checkOne() {
    const count = await this.count();
    assert.ok(count > 0, "nothing is found");
    if (count > 1) throw Object.assign(new Error(`${count} are found`), { isFinal: true });
  }

  /** Waits until the element is there, or is not. */
  waitFor({ state = "visible", timeout } = {}) {
    const conditions = {
      attached: async () => assert.ok(await this.count(), "nothing is found"),
      detached: async () => assert.equal(await this.count(), 0),
      visible: async () => assert.ok(await this.isVisible(), "nothing is visible"),
      hidden: async () => assert.equal(await this.isVisible(), false),
    };
    return this.page.until(conditions[state], this, timeout);
  }

  /** Sends a command about the element, again where it was not ready for it. */
  #command(path, body) {
    return this.page.until(async () => {
      await this.#checkOne();
      const [element] = await this.evaluateAll((all) => all);
      const [id] = Object.values(element);
      return this.page.session.post(`element/${id}/${path}`, body);
    }, this);
  }
  async click() {
    await this.waitFor();
    await this.page.until(async () => assert.ok(await this.evaluate((one) => !one.disabled)), this);
    await this.#command("click");
  }
  async check() {
    if (!(await this.evaluate((one) => one.checked))) await this.click();
  }
  async press(key) {
    await this.focus();
    await this.#command("value", { text: keyOf(key) });
  }

  /** Puts a text in place of what is there, as somebody who types does. */
  async fill(text) {
    await this.waitFor();
    await this.evaluate((field, text) => {
      field.focus();
      field.select();
      document.execCommand(text ? "insertText" : "delete", false, text);
      if (field.value !== text) throw new Error(`${field.value} stands there, not ${text}`);
    }, text);
  }

  /** Chooses an option by its value or its label; WebKitGTK would open a menu that nobody can close. */
  selectOption(wish) {
    return this.evaluate((select, wish) => {
      const isIt = ({ value, label }) => value === wish || label === wish.label;
      const option = [...select.options].find(isIt);
      if (!option) throw new Error(`there is no option ${JSON.stringify(wish)}`);
      select.focus();
      option.selected = true;
      for (const name of ["input", "change"]) {
        select.dispatchEvent(new Event(name, { bubbles: true }));
      }
    }, wish);
  }

  setInputFiles(file) {
    const files = [file].flat().map(({ name, buffer }) => {
      const path = join(mkdtempSync(join(tmpdir(), "file-")), name);
      writeFileSync(path, buffer);
      return path;
    });
    return this.#command("value", { text: files.join("\n") });
  }
}
