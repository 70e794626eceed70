// What came of testing a connection, in a sentence.

/**
 * @typedef {object} Report
 * @property {boolean} isFine
 * @property {string} text
 * @property {string | null} [suggestion] an address that answers
 */

/**
 * @param {any} error
 * @param {{ baseURL: string, suggestion: string | null }} about
 * @returns {Report}
 */
export function reportOf(error, { baseURL, suggestion }) {
  if (suggestion)
    return { isFine: false, text: `${whatOf(error)}: did you mean ${suggestion}?`, suggestion };
  const { status, diagnosis } = error;
  const remedy = diagnosis?.remedy ?? "";
  if (status === 401) return fail(`401: the server does not take this key. ${remedy}`);
  if (status === 403) return fail(`403: the key may not list models. ${remedy}`);
  if (status === 404) return fail(`404: ${baseURL} has no list of models. Is the path right?`);
  if (status) return fail(`${status}: ${remedy || error.message}`);
  if (/^connection|^timeout/.test(diagnosis?.kind ?? "")) return fail(unreachable(baseURL, remedy));
  if (/HTML|a page/.test(error.message)) {
    return fail("A web page came back, and not the API: is the path right? Most end in /v1.");
  }
  return fail(`What came back is not a list of models: ${error.message}`);
}

const fail = (text) => ({ isFine: false, text: text.trim(), suggestion: null });

const whatOf = ({ status }) => (status ? `${status}` : "A web page came back, and not the API");

function unreachable(baseURL, remedy) {
  const { hostname } = new URL(baseURL);
  const isHere = /^(localhost|127\.|\[::1\])/.test(hostname);
  const hint = isHere
    ? "Is the server running, and does it let this page in? The line above starts it so."
    : "Is the address right, and does the server let pages in (CORS)?";
  return `No answer that this page may read. ${hint}${isHere ? "" : ` ${remedy}`}`;
}
