// What the page may load and do.

/** The page speaks to any base URL that its user types, hence connect-src. */
export const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src *",
  "manifest-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** As a header, which can say more than a `meta` element. */
export const policy = [...directives, "frame-ancestors 'none'"].join("; ");
