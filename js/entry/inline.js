// The entry for Node, browsers and bundlers: the module travels in the file, compiled on first use.
import { decode } from "#payload";
import { compile, linkOnFirstUse } from "./link.js";

linkOnFirstUse(() => compile(decode()));

export * from "../index.js";
export { default } from "../index.js";
