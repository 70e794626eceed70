// Gives what a module and its glue have of each other names of one letter.
//
// Those of wasm-bindgen stand in both, and many end in a hash, which nothing compresses. What the
// glue never asks for is exported no more.
import { leb, readLeb, sectionsOf, text } from "./sort-functions.mjs";

const imports = 2;
const exports = 7;
const functions = 0;
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** What `js/entry/link.js` calls by its own name, in modules that have it. */
const start = "__wbindgen_start";

/** What the module calls its glue. */
const glueName = "#";

/**
 * @param {Uint8Array} module
 * @param {string} glue
 * @returns {{module: Buffer, glue: string}}
 */
export function shortenNames(module, glue) {
  const used = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name));
  const { imported, exported } = namesOf(module);
  const [own, given] = [shortened(imported), shortened(exported.filter((name) => used.has(name)))];
  if (exported.includes(start)) given.set(start, start);
  const pieces = sectionsOf(module).map(({ id, whole, body }) => {
    if (id === imports) return section(id, renamed(body, own, glueName));
    return id === exports ? section(id, renamed(body, given)) : whole;
  });
  return {
    module: Buffer.concat([module.subarray(0, 8), ...pieces]),
    glue: linked(glue, own, given),
  };
}

/** What a module takes from its glue, and gives it. */
function namesOf(module) {
  const compiled = new WebAssembly.Module(module);
  return {
    imported: WebAssembly.Module.imports(compiled).map(({ name }) => name),
    exported: WebAssembly.Module.exports(compiled).map(({ name }) => name),
  };
}

/** @param {string[]} names */
function shortened(names) {
  if (names.length > letters.length) throw new Error("there are more names than letters");
  return new Map(names.map((name, index) => [name, letters[index]]));
}

/**
 * The imports or the exports of a module under other names, without those that have none.
 * @param {Uint8Array} body
 * @param {Map<string, string>} names
 * @param {string} [from] what imports come from
 */
function renamed(body, names, from) {
  let { value: count, end: at } = readLeb(body, 0);
  const pieces = [];
  const readText = () => {
    const { value: length, end } = readLeb(body, at);
    at = end + length;
    return Buffer.from(body.subarray(end, at)).toString();
  };
  for (; count > 0; count--) {
    if (from) readText();
    const name = readText();
    if (from && body[at] !== functions) throw new Error(`${name} is imported, but no function`);
    const { end } = readLeb(body, at + 1);
    if (names.has(name)) {
      const path = from ? [text(from), text(names.get(name))] : [text(names.get(name))];
      pieces.push(Buffer.concat([...path, body.subarray(at, end)]));
    }
    at = end;
  }
  return Buffer.concat([leb(pieces.length), ...pieces]);
}

const section = (id, body) => Buffer.concat([Buffer.of(id), leb(body.length), body]);

/**
 * The glue with the names that the module has now, and what the module imports as one record.
 * @param {string} glue
 * @param {Map<string, string>} own
 * @param {Map<string, string>} given
 */
function linked(glue, own, given) {
  const calling = glue.replace(/\bwasm\.(\w+)/g, (all, name) =>
    given.has(name) ? `wasm.${given.get(name)}` : all,
  );
  const local = calling.replace(/^export (function (\w+))/gm, (all, declaration, name) =>
    own.has(name) ? declaration : all,
  );
  const pairs = [...own].map(([name, short]) => `${short}: ${name}`);
  return `${local}\nexport const imports = { "${glueName}": { ${pairs.join(", ")} } };\n`;
}
