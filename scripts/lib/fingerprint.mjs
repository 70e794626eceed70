// One hash for the contents of files and folders.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { at } from "./paths.mjs";

/**
 * @param {string[]} names files and folders of the repository; a missing one counts as such
 * @returns {string}
 */
export function fingerprint(names) {
  const hash = createHash("sha256");
  for (const file of names.flatMap(filesUnder)) {
    hash.update(`${file}\0`);
    hash.update(fs.existsSync(at(file)) ? fs.readFileSync(at(file)) : "missing");
  }
  return hash.digest("hex");
}

/** @param {string} name @returns {string[]} */
export function filesUnder(name) {
  const stat = fs.statSync(at(name), { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return [name];
  const names = fs.readdirSync(at(name)).sort();
  return names.flatMap((entry) => filesUnder(`${name}/${entry}`));
}
