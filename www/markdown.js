// Markdown as elements, made one by one: no markup stands in between that could run, load or submit.

import { decoded } from "./state/entities.js";
import { mathExtensions } from "./state/math.js";
import { el } from "./view/element.js";
import { createFormula } from "./view/math.js";

/** What reads Markdown is loaded with the first answer; without it, text stays as it was written. */
const reader = { Lexer: null, isLoading: false };

/** Whether Markdown can be read; the first to ask has it loaded. */
export function canRead() {
  if (!reader.isLoading) {
    reader.isLoading = true;
    import("/later/markdown.js").then(
      ({ Lexer }) => (reader.Lexer = Lexer),
      () => (reader.Lexer = plain),
    );
  }
  return reader.Lexer !== null;
}

const plain = {
  lex: (text) => [{ type: "paragraph", raw: text, tokens: [{ type: "plain", raw: text }] }],
};

/**
 * The blocks of a text, where it can be read.
 * @param {string} text
 */
export const blocksOf = (text) => reader.Lexer.lex(text, { gfm: true, extensions: mathExtensions });

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
  heading: ({ depth, tokens }) =>
    el(`h${levelOf(depth)}`, { className: `heading-${depth}` }, ...nodesOf(tokens)),
  math: createFormula,
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

/** The page has its own headings above those of an answer, which may begin with any. */
const levelOf = (depth) => (depth <= 3 ? 4 : Math.min(6, depth + 1));

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
