// Finds elements as a person would: by a role and a name, a label, a text. It runs inside of the page.
import { getRole } from "dom-accessibility-api";

/**
 * @typedef {{ text: string } | { source: string, flags: string } | null} Wish a text, or an expression
 * @typedef {object} Step
 * @property {"css" | "role" | "label" | "text" | "nth" | "filter"} kind
 * @property {string} [css]
 * @property {string} [role]
 * @property {Wish} [wish]
 * @property {boolean} [isExact]
 * @property {number} [index]
 * @property {Step[] | null} [has]
 */

const plain = (text) => text.replaceAll(/\s+/g, " ").trim();
const unique = (elements) => [...new Set(elements)];
const below = (parents, css) => unique(parents.flatMap((one) => [...one.querySelectorAll(css)]));
const isText = ({ nodeName }) => !/^(#document|HEAD|TITLE|(NO)?SCRIPT)$/.test(nodeName);
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });

function fits(text, wish, isExact) {
  if (!wish) return true;
  const shown = plain(text);
  if ("source" in wish) return new RegExp(wish.source, wish.flags).test(shown);
  if (isExact) return shown === plain(wish.text);
  return shown.toLowerCase().includes(plain(wish.text).toLowerCase());
}

/** The text of a label without that of the field in it. */
function labelText(label) {
  const copy = label.cloneNode(true);
  for (const field of copy.querySelectorAll("select, input, textarea")) field.remove();
  return copy.textContent;
}

function labelsOf(element) {
  const named = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const others = named.map((id) => document.getElementById(id)?.textContent ?? "");
  const own = element.getAttribute("aria-label");
  return [...(own ? [own] : []), ...others, ...[...(element.labels ?? [])].map(labelText)];
}

// The library's own names ask for the style of every element, which takes a page of WebKit too long.
const nameOf = (element) =>
  labelsOf(element)[0] ?? element.getAttribute("alt") ?? element.textContent;

/** What opens a `details` is a button to whoever looks for one. */
const roleOf = (element) => (element.localName === "summary" ? "button" : getRole(element));

const ways = {
  css: (from, { css }) => below(from, css),
  role: (from, { role, wish, isExact }) =>
    below(from, "*").filter(
      (one) => roleOf(one) === role && isSeen(one) && fits(nameOf(one), wish, isExact),
    ),
  label: (from, { wish, isExact }) =>
    below(from, "*").filter((one) => labelsOf(one).some((text) => fits(text, wish, isExact))),
  text(from, { wish, isExact }) {
    const all = [...from, ...below(from, "body, body *")].filter(isText);
    const fit = new Set(all.filter((one) => fits(one.textContent, wish, isExact)));
    return [...fit].filter((one) => ![...one.children].some((child) => fit.has(child)));
  },
  nth: (from, { index }) => from.slice(index, index + 1 || undefined),
  filter: (from, { wish, has }) =>
    from.filter((one) => fits(one.textContent, wish, false) && (!has || find(has, one).length > 0)),
};

/**
 * @param {Step[]} steps each narrows what those before it found
 * @param {ParentNode} [root]
 * @returns {Element[]}
 */
export function find(steps, root = document) {
  return steps.reduce((from, step) => ways[step.kind](from, step), /** @type {any} */ ([root]));
}
