// Formulas: as they were written until what draws them has been loaded, which the first one asks for.

import { el } from "./element.js";

let drawFormula = null;
let loading = null;

/**
 * @param {{ raw: string, text: string, isBlock: boolean }} token
 */
export function createFormula({ raw, text, isBlock }) {
  const node = el(
    "span",
    { className: isBlock ? "math is-block" : "math", dir: "ltr" },
    raw.trim(),
  );
  node.dataset.formula = text;
  if (drawFormula) draw(node);
  else loading ??= import("/later/math.js").then(drawAll, () => {});
  return node;
}

function drawAll(module) {
  ({ drawFormula } = module);
  for (const node of document.querySelectorAll(".math:not([data-drawn])")) draw(node);
}

/** What is no formula after all stays as it was written. */
function draw(node) {
  const holder = el("span");
  node.dataset.drawn = "no";
  try {
    drawFormula(holder, node.dataset.formula, node.classList.contains("is-block"));
    node.replaceChildren(...holder.childNodes);
    node.dataset.drawn = "yes";
  } catch {
    // Prices and shell variables have dollars as well.
  }
}
