// Markdown to safe DOM nodes; nothing that a model writes can run, load or submit anything.

import { DOMPurify, Marked } from "/vendor/markdown.js";

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** HTML in an answer is shown as it was written: nobody asks a model for a page inside of this one. */
const html = ({ text }) => text.replaceAll(/[&<>"]/g, (character) => escapes[character]);

const marked = new Marked({ gfm: true, renderer: { html } });

const allowed = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ["style", "img", "picture", "video", "audio", "form", "input", "button", "select"],
  FORBID_ATTR: ["style", "id", "name", "srcset", "background"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true,
};

/** The only class that an answer may have is the language of its code. */
DOMPurify.addHook("uponSanitizeAttribute", (node, about) => {
  if (about.attrName !== "class") return;
  about.keepAttr = node.nodeName === "CODE" && /^language-[\w+-]+$/.test(about.attrValue);
});

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.nodeName !== "A") return;
  node.setAttribute("rel", "noopener noreferrer");
  node.setAttribute("target", "_blank");
});

/**
 * The blocks of a text, from the first that may still grow.
 * @param {string} text
 */
export function blocksOf(text) {
  return marked.lexer(text);
}

/**
 * @param {import("marked").TokensList | any[]} blocks
 * @returns {DocumentFragment}
 */
export function render(blocks) {
  return sanitize(marked.parser(blocks));
}

/** @param {string} markup */
export const sanitize = (markup) => DOMPurify.sanitize(markup, allowed);
