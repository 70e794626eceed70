// Markdown as elements, made one by one: no markup stands in between that could run, load or submit.

import { Lexer } from "/vendor/markdown.js";
import { decoded } from "./state/entities.js";
import { el } from "./view/element.js";

/**
 * The blocks of a text.
 * @param {string} text
 */
export const blocksOf = (text) => Lexer.lex(text, { gfm: true });

/**
 * @param {any[]} blocks
 * @returns {DocumentFragment}
 */
export function render(blocks) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodesOf(blocks));
  return fragment;
}

const nodesOf = (tokens) => tokens.flatMap((token) => makers[token.type]?.(token) ?? token.raw);

const holder =
  (tag) =>
  ({ tokens }) =>
    el(tag, {}, ...nodesOf(tokens));

/** What becomes of each kind of token; a kind that is not here is shown as it was written. */
const makers = {
  space: () => [],
  def: () => [],
  hr: () => el("hr"),
  br: () => el("br"),
  paragraph: holder("p"),
  blockquote: holder("blockquote"),
  strong: holder("strong"),
  em: holder("em"),
  del: holder("del"),
  list_item: holder("li"),
  heading: ({ depth, tokens }) => el(`h${depth}`, {}, ...nodesOf(tokens)),
  text: ({ text, tokens }) => (tokens ? nodesOf(tokens) : decoded(text)),
  escape: ({ text }) => text,
  codespan: ({ text }) => el("code", {}, text),
  checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
  code: ({ text, lang }) => el("pre", {}, el("code", { className: languageOf(lang) }, text)),
  list: ({ ordered, start, items }) =>
    el(ordered ? "ol" : "ul", start > 1 ? { start } : {}, ...nodesOf(items)),
  table: ({ header, rows }) =>
    el("table", {}, el("thead", {}, row("th", header)), el("tbody", {}, ...rows.map(tableRow))),
  link: ({ href, tokens }) => link(href, nodesOf(tokens)),
  // An image would tell its server who reads the answer.
  image: ({ href, text }) => link(href, [decoded(text) || href]),
  // Nobody asks a model for a page inside of this one.
  html: ({ text }) => (/^<br ?\/?>$/i.test(text) ? el("br") : text),
};

const row = (tag, cells) =>
  el("tr", {}, ...cells.map(({ tokens, align }) => el(tag, aligned(align), ...nodesOf(tokens))));

const tableRow = (cells) => row("td", cells);

const aligned = (align) => (align ? { align } : {});

const languageOf = (lang) => (lang ? `language-${lang.match(/^[\w+#-]*/)[0].toLowerCase()}` : "");

function link(address, children) {
  const href = decoded(address);
  const isSafe = URL.canParse(href) && /^(https?|mailto):$/.test(new URL(href).protocol);
  if (!isSafe) return children;
  return el("a", { href, rel: "noopener noreferrer", target: "_blank" }, ...children);
}
