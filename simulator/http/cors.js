// Cross-origin rules: any origin may ask, and may read one header of the answer, as with the real API.

const methods = "GET, POST, PUT, PATCH, DELETE, OPTIONS";

/** The answer to a preflight request. */
export function preflight(request) {
  const wanted = request.headers.get("access-control-request-headers");
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": methods,
      "access-control-max-age": "600",
      ...(wanted ? { "access-control-allow-headers": wanted } : {}),
    },
  });
}

/**
 * Lets pages of any origin read an answer.
 * @param {Headers} headers
 * @param {{ exposeAll: boolean }} options  `exposeAll` also shows the limits, which the real API hides
 */
export function allowOrigin(headers, { exposeAll }) {
  const exposed = exposeAll ? [...headers.keys()].join(", ") : "X-Request-ID";
  headers.set("access-control-allow-origin", "*");
  headers.set("access-control-expose-headers", exposed);
}
