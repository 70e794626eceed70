// A page of WebKitGTK in the words of Playwright, as far as the tests use them.
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { actionsOf } from "./keys.mjs";
import { Finder, Locator } from "./locator.mjs";

export class Page extends Finder {
  #timeout = 10_000;

  /** @param {import("./session.mjs").Session} session */
  constructor(session) {
    super();
    this.session = session;
  }

  keyboard = {
    press: (chord) => this.#act(actionsOf(chord)),
    type: (text) => this.#act([...text].flatMap(actionsOf)),
  };
  #act(actions) {
    return this.session.post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  goto = (url) => this.session.post("url", { url });
  reload = () => this.session.post("refresh");
  url = () => this.session.get("url");
  close = () => this.goto("about:blank");
  narrowed = (step) => new Locator(this, [step]);
  waitForTimeout = (millis) => pause(millis);
  setDefaultTimeout = (millis) => (this.#timeout = millis);
  // WebKitWebDriver tells nothing of what a page says: pages note it themselves.
  on() {}
  removeAllListeners() {}

  async setViewportSize({ width, height }) {
    await this.session.post("window/rect", { width, height });
    const inner = await this.evaluate(() => innerHeight);
    await this.session.post("window/rect", { width, height: 2 * height - inner });
  }

  /** Runs a function, or an expression, in the page. */
  evaluate(act, argument) {
    const program = typeof act === "function" ? `(${act})(...given)` : act;
    return this.#run(program, [argument]);
  }

  /** Runs a function in the page over the elements that the steps find. */
  async inPage(steps, act, argument) {
    return this.#run(`(${act})((${await find()})(given[0]), given[1])`, [steps, argument]);
  }

  async #run(program, given) {
    const script = `const done = arguments[arguments.length - 1];
      const given = [...arguments].slice(0, -1);
      (async () => (${program}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.session.post("execute/async", { script, args: given });
    if (error) throw new Error(error);
    return value;
  }

  waitForFunction(expression, argument, { timeout } = {}) {
    return this.until(
      async () => {
        const value = await this.evaluate(expression, argument);
        if (!value) throw new Error("it is not so");
        return value;
      },
      { steps: expression },
      timeout,
    );
  }

  /** Tries something until it works. */
  async until(attempt, { steps }, timeout = this.#timeout) {
    const last = performance.now() + timeout;
    for (;;) {
      try {
        return await attempt();
      } catch (cause) {
        if (cause.isFinal || performance.now() > last) {
          const error = new Error(`${JSON.stringify(steps)}: ${cause.message}`, { cause });
          throw Object.assign(error, { isFinal: true });
        }
      }
      await pause(25);
    }
  }

  async screenshot({ path }) {
    writeFileSync(path, Buffer.from(await this.session.get("screenshot"), "base64"));
  }
}

/** @type {string | undefined} */
let finder;

/** An expression for the function that finds elements, with the library that knows roles and names. */
async function find() {
  finder ??= await bundled();
  return `(() => { ${finder}; return finder.find; })()`;
}

async function bundled() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [new URL("find.js", import.meta.url).pathname],
    bundle: true,
    format: "iife",
    globalName: "finder",
    write: false,
  });
  return outputFiles[0].text;
}
