// A button that copies a text.

import { el, setText } from "./element.js";

/**
 * @param {string} label
 * @param {(button: HTMLElement) => string} textOf
 */
export function copyButton(label, textOf) {
  const button = el("button", { type: "button", className: "quiet copy", onclick: copy }, label);
  async function copy() {
    const isCopied = await navigator.clipboard.writeText(textOf(button)).then(
      () => true,
      () => false,
    );
    setText(button, isCopied ? "Copied" : "Copying is not allowed here");
    setTimeout(() => setText(button, label), 1_500);
  }
  return button;
}
