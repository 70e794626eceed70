// The entry for browsers and bundlers: the module travels in the file, compiled on first use.
import { compile, linkOnFirstUse, start } from "./link.js";

export * from "../index.js";
export { default } from "../index.js";

// The last of the imports, for gzip to meet all that is no payload in one piece.
import { decode } from "#payload";

linkOnFirstUse(() => compile(decode(start)));
