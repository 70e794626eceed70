// A button that copies a text.

import { el, setText } from "./element.js";

/**
 * @param {string} label
 * @param {(button: HTMLElement) => string} textOf
 */
export function copyButton(label, textOf) {
  const button = el("button", { type: "button", className: "quiet copy", onclick: copy }, label);
  async function copy() {
    const isCopied = await write(textOf(button));
    setText(button, isCopied ? "Copied" : "Copying is not allowed here");
    setTimeout(() => setText(button, label), 1_500);
  }
  return button;
}

/** A page that came by plain http from another machine has no clipboard, but a selection. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeSelected(text);
  }
}

function writeSelected(text) {
  const { activeElement } = document;
  const holder = activeElement?.closest("dialog") ?? document.body;
  const area = el("textarea", { value: text, className: "visually-hidden", "aria-hidden": "true" });
  holder.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  activeElement?.focus();
  return isCopied;
}
