// A fetch that keeps what it was asked for, in a form in which two requests can be compared.

// Left out on purpose: `x-stainless-*` and `user-agent` describe the client that sends them,
// and `accept-*`, `content-length` and the like belong to the platform.
const comparedHeaders = [
  "accept",
  "authorization",
  "content-type",
  "idempotency-key",
  "openai-beta",
  "openai-organization",
  "openai-project",
  "x-extra",
];

/**
 * @param {() => Response} [answer]
 * @returns {{ fetch: typeof fetch, requests: object[] }}
 */
export function recordingFetch(answer = () => Response.json({})) {
  const requests = [];
  async function fetch(url, init) {
    requests.push(await describeRequest(String(url), init));
    return answer();
  }
  // `openai` asks a custom fetch for a data URL unless it names its Response class.
  return { fetch: Object.assign(fetch, { Response }), requests };
}

/**
 * @param {string} url
 * @param {RequestInit} init
 */
async function describeRequest(url, init) {
  const { origin, pathname, search, searchParams } = new URL(url);
  const request = new Request(url, init);
  return {
    method: request.method,
    path: origin + pathname,
    query: search,
    parsedQuery: [...searchParams],
    headers: describeHeaders(request.headers),
    body: await describeBody(request),
  };
}

/** @param {Headers} headers */
function describeHeaders(headers) {
  const pairs = comparedHeaders.map((name) => [name, headers.get(name)]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== null).map(hideBoundary));
}

/** @param {[string, string]} header */
function hideBoundary([name, value]) {
  return [name, value.replace(/boundary=.*/, "boundary=…")];
}

/** @param {Request} request */
async function describeBody(request) {
  if (request.body === null) return null;
  const boundary = /boundary=(.*)/.exec(request.headers.get("content-type") ?? "")?.[1];
  const bytes = new Uint8Array(await request.arrayBuffer());
  return boundary === undefined ? new TextDecoder().decode(bytes) : describeForm(bytes, boundary);
}

// Fields of different names have no order among themselves; those of one name keep theirs.
/**
 * @param {Uint8Array} bytes
 * @param {string} boundary
 */
function describeForm(bytes, boundary) {
  const [preamble, ...parts] = Buffer.from(bytes).toString("latin1").split(`--${boundary}`);
  const end = parts.pop();
  return { preamble, parts: parts.map(describePart).sort(byName), end: end?.trim() };
}

// Read as Latin-1, so that a byte is a character, and back.
/** @param {string} part */
function describePart(part) {
  const [head, ...rest] = part.split("\r\n\r\n");
  const headers = new Headers(head.trim().split("\r\n").map(splitHeader));
  const value = Buffer.from(rest.join("\r\n\r\n").replace(/\r\n$/, ""), "latin1").toString();
  return {
    field: headers.get("content-disposition"),
    type: headers.get("content-type"),
    value,
  };
}

/** @param {string} line */
function splitHeader(line) {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function byName(a, b) {
  const [first, second] = [a, b].map(({ field }) => /name="([^"]*)"/.exec(field)?.[1] ?? "");
  return first < second ? -1 : Number(first > second);
}
