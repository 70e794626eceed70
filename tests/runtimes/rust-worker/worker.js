// The entry that a Worker in Rust has: the module, its glue, and the handler that it exports.
import { fetch, initSync } from "./program/program.js";
import module from "./program/program_bg.wasm";

initSync({ module });

export default { fetch };
