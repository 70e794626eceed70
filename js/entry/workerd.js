// The entry for workerd, which tells its variables without `process`: the first look at that brings
// streams, zlib and more of Node along, for half of the time to the first request.
import * as workers from "cloudflare:workers";
import { lookUpWith } from "../encode/environment.js";

// Looked up by name: a version of workerd that has no `env` yet would refuse to import it.
lookUpWith((name) => /** @type {any} */ (workers)["env"]?.[name]);

export * from "./edge.js";
export { default } from "./edge.js";
