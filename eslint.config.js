// The rules of the JavaScript here: how long a function is, and which room may know which.

/** A room may import from itself and from those that follow it; `index.js` stands behind the entries. */
const rooms = ["entry", "client", "response", "stream", "call", "encode"];

/** @param {string} files @param {string[]} group @param {string} message */
const refuse = (files, group, message) => ({
  files: [files],
  rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] },
});

/** @param {string} room */
function arrows(room) {
  const before = rooms.slice(0, rooms.indexOf(room)).map((name) => `../${name}/*`);
  const message = `js/${room} is known by that room: see docs/architecture.md`;
  return refuse(`js/${room}/**`, [...before, "../index.js"], message);
}

export default [
  {
    ignores: ["**/node_modules/", "**/pkg/", "**/dist/", "target/", "tests/runtimes/next/"],
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { "max-lines-per-function": ["error", { max: 40, IIFEs: true }] },
  },
  ...rooms.slice(1).map(arrows),
  refuse("js/boundary/**", ["../*", "!../errors.js"], "js/boundary knows the errors alone"),
  // They are a file of their own: what they need of the client it hands to them.
  refuse(
    "js/helpers/**",
    [...rooms.map((room) => `**/${room}/*`), "**/errors.js"],
    "js/helpers knows js/helpers/core.js alone",
  ),
  refuse("js/errors.js", ["./*"], "the errors know nothing"),
  refuse("scripts/**", ["**/tests/**"], "the build must do without the tests"),
  {
    files: ["scripts/**"],
    // A package is there only once the set-up has installed it: it is imported when it is used.
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: ["esbuild", "playwright-core"], patterns: ["**/tests/**"] },
      ],
    },
  },
];
