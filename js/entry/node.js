// The entry for Node, which need not download and decodes base64 itself: what counts is how it starts.
import base64 from "#base64";
import { compile, linkOnFirstUse } from "./link.js";

linkOnFirstUse(() => compile(Buffer.from(base64, "base64")));

export * from "../index.js";
export { default } from "../index.js";
