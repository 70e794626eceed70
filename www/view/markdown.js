// An answer as Markdown that grows: blocks that are complete are drawn once.

import { blocksOf, render } from "../markdown.js";
import { paint } from "./code.js";
import { copyButton } from "./copy.js";
import { el } from "./element.js";
import { patch } from "./patch.js";

/** Drawing may take this part of the time, so that a long block leaves the page smooth. */
const share = 0.25;

/** @param {Element} root */
export function mountMarkdown(root) {
  const settled = el("div", { className: "markdown-part" });
  const growing = el("div", { className: "markdown-part" });
  root.append(settled, growing);
  let length = 0;
  let drawn = "";
  let notBefore = 0;

  /** Moves the blocks that can no longer change to the part that is not drawn again. */
  function settle(blocks) {
    const done = blocks.slice(0, -1);
    if (done.length === 0) return blocks;
    settled.append(dress(render(done)));
    length += done.reduce((sum, { raw }) => sum + raw.length, 0);
    return blocks.slice(-1);
  }

  function draw(text) {
    const begun = performance.now();
    const plain = text.replaceAll(/\r\n?/g, "\n");
    const blocks = settle(blocksOf(plain.slice(length)));
    patch(growing, dress(render(blocks)));
    drawn = text;
    const spent = performance.now() - begun;
    notBefore = begun + spent / share;
  }

  function restart() {
    length = 0;
    settled.replaceChildren();
  }

  /**
   * @param {string} text
   * @param {boolean} isWhole whether nothing more is to come
   * @returns {boolean} whether there is more to draw
   */
  return function update(text, isWhole) {
    if (text === drawn) return false;
    if (!isWhole && performance.now() < notBefore) return true;
    if (!text.startsWith(drawn)) restart();
    draw(text);
    return false;
  };
}

/** The code beside a button, which may have grown since the button was made. */
const copied = (button) => button.previousElementSibling.textContent;

/** Gives every block of code its button, and every wide thing a way to be scrolled. */
function dress(fragment) {
  for (const pre of fragment.querySelectorAll("pre")) {
    paint(pre.querySelector("code"));
    pre.tabIndex = 0;
    const frame = el("div", { className: "code" });
    pre.replaceWith(frame);
    frame.append(pre, copyButton("Copy code", copied));
  }
  for (const table of fragment.querySelectorAll("table")) {
    const frame = el("div", { className: "wide", tabIndex: 0 });
    table.replaceWith(frame);
    frame.append(table);
  }
  return fragment;
}
