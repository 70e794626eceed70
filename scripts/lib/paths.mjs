// Where things are in the repository.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** @param {...string} names */
export const at = (...names) => path.join(root, ...names);
