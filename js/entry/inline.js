// The entry for Node, browsers and bundlers: the module travels in the file, compiled on first use.
import { decode } from "#payload";
import { compile, linkOnFirstUse, start } from "./link.js";

linkOnFirstUse(() => compile(decode(start)));

export * from "../index.js";
export { default } from "../index.js";
