// How the calls of the page reach a server: over the network, or a simulator inside of the page.

/** The request header by which the simulator is asked to fail. */
const faultHeader = "x-simulator-fault";

/** What answers in place of the network, below which addresses. */
const local = { bases: [], fetch: null };

/**
 * @param {string[]} bases
 * @param {(request: Request) => Promise<Response>} fetch
 */
export const answerLocally = (bases, fetch) => Object.assign(local, { bases, fetch });

/** Whether an address exists in this page alone. */
export const isInside = (url) => local.bases.some((base) => url.startsWith(base));

/**
 * `fetch`, which asks the simulator in the page for what lies below its address.
 * @param {string | URL} address
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
export function reach(address, init) {
  const url = new URL(address, document.baseURI).href;
  if (!isInside(url)) return fetch(url, init);
  return local.fetch(new Request(url, init));
}

/**
 * `fetch` for one call.
 * @param {{ api: string, isStream: boolean, fault: string | null }} about its first request is to
 *   meet the fault
 */
export function transportOf({ api, isStream, fault }) {
  let wanted = fault;
  return async function send(url, init) {
    const headers = new Headers(init.headers);
    if (wanted) headers.set(faultHeader, wanted);
    wanted = null;
    const { method, body, signal } = init;
    const response = await reach(url, { method, headers, body, signal });
    return isStream && isWholeJSON(response) ? asEvents(response, api) : response;
  };
}

function isWholeJSON(response) {
  return response.ok && /\bjson\b/.test(response.headers.get("content-type") ?? "");
}

/** Some servers answer whole where a stream was asked for: the same, as a stream of one event. */
async function asEvents(response, api) {
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const event = eventOf(text, api);
  if (event === null) return new Response(text, { status: response.status, headers });
  headers.set("content-type", "text/event-stream");
  return new Response(`data: ${event}\n\ndata: [DONE]\n\n`, { headers });
}

/** The event that says the same as a whole answer; nothing for what is no answer of the API. */
function eventOf(text, api) {
  try {
    const data = JSON.parse(text);
    if (data.error && !data.output) return JSON.stringify({ error: data.error });
    if (api === "responses" && Array.isArray(data.output)) {
      return JSON.stringify({ type: "response.completed", response: data });
    }
    return Array.isArray(data.choices) ? JSON.stringify(data) : null;
  } catch {
    return null;
  }
}
