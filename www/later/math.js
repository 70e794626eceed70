// Formulas as MathML, which needs neither fonts nor a style sheet.

import katex from "katex";

/**
 * @param {Element} node
 * @param {string} text in TeX
 * @param {boolean} isBlock
 */
export function drawFormula(node, text, isBlock) {
  katex.render(text, node, {
    output: "mathml",
    displayMode: isBlock,
    throwOnError: true,
    trust: false,
    strict: "ignore",
    maxSize: 20,
    maxExpand: 200,
  });
}
