// The entry that a Worker in Rust has: the module, its glue, and the handler that it exports.
import * as glue from "./program/program_bg.js";
import module from "./program/program_bg.wasm";

const { exports } = new WebAssembly.Instance(module, { "./program_bg.js": glue });
glue.__wbg_set_wasm(exports);
exports.__wbindgen_start?.();

export default {
  fetch: (request, env, context) => glue.fetch(request, env, context),
};
