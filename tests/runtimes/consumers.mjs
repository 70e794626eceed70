// The consumers of the package, in the order in which they run; the quick ones are part of `npm test`.

const quick = true;

/** @type {{ name: string, title: string, isQuick?: boolean }[]} */
export const consumers = [
  { name: "package", title: "publint, attw" },
  { name: "node", title: "Node", isQuick: quick },
  { name: "esbuild", title: "esbuild", isQuick: quick },
  { name: "vite", title: "Vite", isQuick: quick },
  { name: "rollup", title: "Rollup" },
  { name: "webpack", title: "webpack" },
  { name: "chromium", title: "Chromium", isQuick: quick },
  { name: "workerd", title: "workerd", isQuick: quick },
  { name: "wrangler", title: "wrangler" },
  { name: "deno", title: "Deno" },
  { name: "bun", title: "Bun" },
  { name: "node-22", title: "Node" },
  { name: "node-24", title: "Node" },
  { name: "parcel", title: "Parcel" },
  { name: "rspack", title: "Rspack" },
  { name: "next", title: "Next.js" },
  { name: "vitest", title: "vitest" },
  { name: "jest", title: "jest" },
  { name: "typescript", title: "TypeScript" },
  { name: "firefox", title: "Firefox" },
  { name: "webkit", title: "WebKitGTK" },
];
