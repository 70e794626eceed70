// Takes out of the glue that wasm-bindgen writes what this package never needs, or has already.
import { StepError } from "./run.mjs";

const changes = [
  // Whatever reads the syntax of this package has `encodeInto`.
  { from: /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[^]*?^\}\n/m, to: "" },
  // The module always hands over how to make room larger.
  { from: /^ {4}if \(realloc === undefined\) \{\n[^]*?^ {4}\}\n/m, to: "" },
  // js/decode.js makes texts of bytes too, and the short ones faster.
  { from: /^let cachedTextDecoder = [^]*?^function decodeText\(bytes\) \{\n[^]*?^\}\n/m, to: "" },
  { from: /\bdecodeText\(/, to: "decode(" },
  { from: /^import \{ tell \}/m, to: "import { decode, tell }" },
];

/** @param {string} glue */
export function trimGlue(glue) {
  return changes.reduce((text, { from, to }) => {
    if (from.test(text)) return text.replace(from, () => to);
    throw new StepError(`the glue has no ${from} any more: see scripts/glue.mjs`);
  }, glue);
}
