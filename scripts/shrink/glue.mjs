// Takes out of the glue that wasm-bindgen writes what this package never needs, or has already.
import { StepError } from "../lib/run.mjs";

const changes = [
  // What the classes of the glue hold is let go of by name.
  { from: /^if \(Symbol\.dispose\) .*\n/gm, to: "" },
  // Whatever reads the syntax of this package has `encodeInto`.
  { from: /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[^]*?^\}\n/m, to: "" },
  // The module always hands over how to make room larger.
  { from: /^ {4}if \(realloc === undefined\) \{\n[^]*?^ {4}\}\n/m, to: "" },
  // js/boundary/utf8.js makes texts of bytes too, and the short ones faster.
  { from: /^let cachedTextDecoder = [^]*?^function decodeText\(bytes\) \{\n[^]*?^\}\n/m, to: "" },
  { from: /\bdecodeText\(/, to: "decode(" },
  { from: /^import \{ stash \}/m, to: "import { decode, stash }" },
];

/** @param {string} glue */
export function trimGlue(glue) {
  return changes.reduce((text, { from, to }) => {
    const changed = text.replace(from, to);
    if (changed !== text) return changed;
    throw new StepError(`the glue has no ${from} any more: see scripts/shrink/glue.mjs`);
  }, glue);
}
