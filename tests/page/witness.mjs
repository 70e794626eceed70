// Notes what a page complains of, where a browser does not tell its driver.

/** Runs in the page before everything else. */
function witness() {
  const noted = [];
  const note = (kind, text) => noted.push(`${kind}: ${text}`);
  for (const kind of ["error", "warn"]) {
    const say = console[kind].bind(console);
    console[kind] = (...words) => {
      note(kind, words.join(" "));
      say(...words);
    };
  }
  addEventListener("error", ({ message }) => note("thrown", message));
  addEventListener("unhandledrejection", ({ reason }) => note("thrown", reason));
  document.addEventListener("securitypolicyviolation", (event) => {
    note("policy", `${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  Object.assign(globalThis, { complaints: noted });
}

/**
 * Serves a page with the witness in it.
 * @param {import("hono").Hono} site
 * @param {string} path below which the page is
 * @param {() => string} markup
 */
export function mountWitness(site, path, markup) {
  const script = `<script src="witness.js"></script>`;
  site.get(path, (c) => c.html(markup().replace("<title>", `${script}$&`)));
  site.get(`${path}witness.js`, (c) => {
    return c.body(`(${witness})();`, 200, { "content-type": "text/javascript" });
  });
}

/** @param {any} page @returns {Promise<string[]>} */
export const complaintsNoted = (page) => page.evaluate("globalThis.complaints ?? ['no witness']");
