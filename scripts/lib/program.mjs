// What a command stands for: on some systems neither npm nor what a package installs is a program.
import fs from "node:fs";
import path from "node:path";

/**
 * @param {string} command `node`, `npm`, what a package in the folder installs, or a program
 * @param {string} folder
 * @returns {string[]} the program, and what comes before its arguments
 */
export function programOf(command, folder) {
  if (command === "node") return [process.execPath];
  const file = command === "npm" ? npmFile() : binOf(command, folder);
  if (!file) return [command];
  return isScript(file) ? [process.execPath, file] : [file];
}

/** npm's own program, where it stands beside Node or has started this one. */
function npmFile() {
  const beside = path.dirname(process.execPath);
  const places = [beside, path.join(beside, "..", "lib")];
  const files = places.map((place) => path.join(place, "node_modules/npm/bin/npm-cli.js"));
  const { npm_execpath: caller = "" } = process.env;
  return [...(/npm-cli\.c?js$/.test(caller) ? [caller] : []), ...files].find(isThere);
}

/** @type {Map<string, Map<string, string>>} */
const known = new Map();

function binOf(command, folder) {
  const lock = path.join(folder, "node_modules", ".package-lock.json");
  if (!isThere(lock)) return undefined;
  const key = `${lock} ${fs.statSync(lock).mtimeMs}`;
  if (!known.has(key)) known.set(key, binsIn(lock));
  const file = known.get(key)?.get(command);
  return file && path.join(folder, file);
}

/** What npm has installed says which files its packages bring as commands; the outer ones count. */
function binsIn(lock) {
  const { packages } = JSON.parse(fs.readFileSync(lock, "utf8"));
  const bins = new Map();
  const entries = Object.entries(packages).sort(([one], [other]) => depth(other) - depth(one));
  for (const [place, { bin = {} }] of entries) {
    for (const [name, file] of Object.entries(byName(place, bin)))
      bins.set(name, `${place}/${file}`);
  }
  return bins;
}

const byName = (place, bin) => (typeof bin === "string" ? { [path.basename(place)]: bin } : bin);

const depth = (place) => place.split("node_modules/").length;

const isThere = (file) => fs.existsSync(file);

/** Some packages put a real program where their script was. */
function isScript(file) {
  if (/\.[cm]?js$/.test(file)) return true;
  const start = Buffer.alloc(40);
  const open = fs.openSync(file, "r");
  fs.readSync(open, start);
  fs.closeSync(open);
  return /^#!.*\bnode\b/.test(start.toString("latin1"));
}

/**
 * Where a program stands on the path.
 * @param {string} command
 * @returns {string | undefined}
 */
export function which(command) {
  const folders = (process.env.PATH ?? process.env.Path ?? "").split(path.delimiter);
  const ends = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  return folders.flatMap((one) => ends.map((end) => path.join(one, command + end))).find(isThere);
}
