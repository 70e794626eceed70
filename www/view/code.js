// Gives code its colours.

import { partsOf } from "../state/syntax.js";
import { el } from "./element.js";

/** Longer code is read as it is: colours must not cost a frame. */
const longest = 20_000;

/** @param {Element | null} code an element whose class names its language */
export function paint(code) {
  const language = code?.className.replace(/^language-/, "") ?? "";
  if (!code || !language || code.textContent.length > longest) return;
  const parts = partsOf(code.textContent, language);
  code.replaceChildren(
    ...parts.map(({ kind, text }) => (kind ? el("span", { className: `is-${kind}` }, text) : text)),
  );
}
