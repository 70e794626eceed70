// The servers that people connect to: their addresses, and what lets a page in.

/**
 * @typedef {object} Preset
 * @property {string} name
 * @property {string} baseURL
 * @property {string} note what lets this page in
 * @property {string} [command] to be run where the server is
 */

/**
 * @param {string} origin of this page
 * @returns {Preset[]}
 */
export const presetsFor = (origin) => [
  { name: "OpenAI", baseURL: "https://api.openai.com/v1", note: "Lets every page in." },
  {
    name: "Azure v1",
    baseURL: "https://YOUR-RESOURCE.openai.azure.com/openai/v1",
    note: `Put the name of your resource in. If the browser is refused, allow ${origin} in the CORS policy of API Management.`,
  },
  {
    name: "Ollama",
    baseURL: "http://localhost:11434/v1",
    note: "Needs no key. It lets this page in when it is started with:",
    command: `OLLAMA_ORIGINS=${origin} ollama serve`,
  },
  {
    name: "LM Studio",
    baseURL: "http://localhost:1234/v1",
    note: "Needs no key. It lets pages in when it is started with:",
    command: "lms server start --cors",
  },
  {
    name: "llama.cpp",
    baseURL: "http://localhost:8080/v1",
    note: "Needs no key unless it was given one, and lets every page in.",
    command: "llama-server -m model.gguf --port 8080",
  },
  {
    name: "vLLM",
    baseURL: "http://localhost:8000/v1",
    note: "Lets every page in, unless it was told otherwise:",
    command: `vllm serve MODEL --allowed-origins '["${origin}"]'`,
  },
  { name: "OpenRouter", baseURL: "https://openrouter.ai/api/v1", note: "Lets every page in." },
];

/** What people paste with a base URL: the address of an endpoint. */
const endpoints = /\/(?:chat\/completions|completions|responses|models|embeddings)\/?$/;

/**
 * The base URL that a person means.
 * @param {string} typed
 * @returns {{ baseURL: string, problem: string }}
 */
export function readAddress(typed) {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const isHere = /^(localhost|\[|\d+\.\d+\.\d+\.\d+|[^./]+:\d+)/i.test(text);
  const whole = hasScheme ? text : `${isHere ? "http" : "https"}://${text}`;
  if (!text || !URL.canParse(whole)) return { baseURL: text, problem: notAnAddress };
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol)) return { baseURL: text, problem: notAnAddress };
  if (url.username || url.password) return { baseURL: "", problem: hasKey };
  const path = url.pathname.replace(endpoints, "").replace(/\/+$/, "");
  return { baseURL: `${url.origin}${path}${url.search}`, problem: "" };
}

const notAnAddress = "Type an address that begins with https:// or http://.";

const hasKey =
  "The address has a name or a password in it. Leave them out, and put a key or a token in the field for the key.";

/**
 * The same server under the path that most have; nothing where it is there already.
 * @param {string} baseURL
 */
export function otherPath(baseURL) {
  const url = new URL(baseURL);
  if (/\/v\d+(\/|$)/.test(url.pathname)) return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}/v1${url.search}`;
}

/**
 * Why a browser will not even try; empty if it will.
 * @param {string} baseURL
 * @param {{ protocol: string }} page
 */
export function blockedBy(baseURL, { protocol }) {
  const { protocol: wanted, hostname } = new URL(baseURL);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (protocol !== "https:" || wanted !== "http:" || isHere) return "";
  return "This page came by https, and browsers let such a page reach http on its own machine alone (mixed content). Give the server https, or open this page by http.";
}

/** Whether two addresses are of the same server, which may have the same key. */
export const isSameOrigin = (one, other) =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
