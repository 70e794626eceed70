// The entry for Workers, which take modules as imports and compile nothing themselves.
import module from "./openai_wasm_bg.wasm?module";
import { linkOnFirstUse } from "./link.js";

linkOnFirstUse(() => module);

export * from "../index.js";
export { default } from "../index.js";
