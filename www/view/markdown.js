// An answer as Markdown that grows: blocks that are complete are drawn once.

import { blocksOf, canRead, render } from "../markdown.js";
import { paint } from "./code.js";
import { copyButton } from "./copy.js";
import { el } from "./element.js";
import { patch } from "./patch.js";

/** Drawing may take this part of the time, so that a long block leaves the page smooth. */
const share = 0.25;

/**
 * @param {Element} root
 * @returns {(text: string, isWhole: boolean) => boolean} draws a text; whether there is more to draw
 */
export function mountMarkdown(root) {
  const text = new GrowingText(root);
  return (all, isWhole) => text.update(all, isWhole);
}

class GrowingText {
  settled = el("div", { className: "markdown-part" });
  growing = el("div", { className: "markdown-part" });
  length = 0;
  drawn = "";
  notBefore = 0;

  constructor(root) {
    root.append(this.settled, this.growing);
  }

  /** Moves the blocks that can no longer change to the part that is not drawn again. */
  settle(blocks) {
    const done = blocks.slice(0, -1);
    if (done.length === 0) return blocks;
    this.settled.append(dress(render(done)));
    this.length += done.reduce((sum, { raw }) => sum + raw.length, 0);
    return blocks.slice(-1);
  }

  draw(text) {
    const begun = performance.now();
    const plain = text.replaceAll(/\r\n?/g, "\n");
    const blocks = this.settle(blocksOf(plain.slice(this.length)));
    patch(this.growing, dress(render(blocks)));
    this.drawn = text;
    const spent = performance.now() - begun;
    this.notBefore = begun + spent / share;
  }

  restart() {
    this.length = 0;
    this.settled.replaceChildren();
  }

  update(text, isWhole) {
    if (text === this.drawn) return false;
    if (!canRead()) return true;
    if (!isWhole && performance.now() < this.notBefore) return true;
    if (!text.startsWith(this.drawn)) this.restart();
    this.draw(text);
    return false;
  }
}

/** The code beside a button, which may have grown since the button was made. */
const copied = (button) => button.previousElementSibling.textContent;

/** Gives every block of code its button, and every wide thing a way to be scrolled. */
function dress(fragment) {
  for (const pre of fragment.querySelectorAll("pre")) {
    const code = pre.querySelector("code");
    const language = code?.className.replace("language-", "") ?? "";
    paint(code);
    pre.tabIndex = 0;
    pre.dir = "ltr";
    const frame = el("div", { className: "code" });
    pre.replaceWith(frame);
    frame.append(
      el("span", { className: "language" }, language),
      pre,
      copyButton("Copy code", copied),
    );
  }
  for (const table of fragment.querySelectorAll("table")) {
    const frame = el("div", { className: "wide", tabIndex: 0 });
    table.replaceWith(frame);
    frame.append(table);
  }
  return fragment;
}
