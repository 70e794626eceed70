// The small module for Workers, which take modules as imports.

import module from "./partial_json.wasm?module";

export const load = () => module;
