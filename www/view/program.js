// The code that makes the same call, in the language that was chosen last.

import { languages, noteFor, snippet } from "../state/snippets.js";
import { paint } from "./code.js";
import { copyButton } from "./copy.js";
import { el, setText } from "./element.js";

/** Nobody reads a file that was encoded; it is copied whole. */
const longest = 20_000;

export function mountProgram(call, { state, update }) {
  const title = el("h3");
  const code = el("code");
  const choices = languages.map((language) => choiceOf(call, language, choose));
  const group = { className: "segments", role: "radiogroup", "aria-label": "Language" };
  const note = el("p", { className: "hint" }, noteFor(call));
  const copy = copyButton("Copy code", () => drawn);
  const frame = el("div", { className: "code" }, el("pre", { tabIndex: 0 }, code), copy);
  let drawn = "";

  function choose({ target }) {
    state.language = target.value;
    update();
  }

  return {
    node: el("section", {}, title, el("div", group, ...choices), frame, note),
    update() {
      const { language } = state;
      const text = snippet(language, call);
      for (const { firstChild } of choices) firstChild.checked = firstChild.value === language;
      if (drawn === text) return;
      drawn = text;
      setText(title, `The same in ${language}`);
      code.className = `language-${language.toLowerCase()}`;
      code.textContent = text.length > longest ? `${text.slice(0, longest)}…` : text;
      paint(code);
    },
  };
}

function choiceOf({ id }, value, onchange) {
  const input = el("input", { type: "radio", name: `language-${id}`, value, onchange });
  return el("label", { className: "segment" }, input, el("span", {}, value));
}
