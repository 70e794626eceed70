// The code that makes the same call, in the language that was chosen last.

import { languages, snippet } from "../state/snippets.js";
import { paint } from "./code.js";
import { copyButton } from "./copy.js";
import { el, setText } from "./element.js";

export function mountProgram(call, { state, update }) {
  const title = el("h3");
  const code = el("code");
  const choices = languages.map((language) => choice(language));
  const group = { className: "segments", role: "radiogroup", "aria-label": "Language" };
  const frame = el(
    "div",
    { className: "code" },
    el("pre", { tabIndex: 0 }, code),
    copyButton("Copy code", () => code.textContent),
  );
  let drawn = "";

  function choice(value) {
    const name = `language-${call.id}`;
    const input = el("input", { type: "radio", name, value, onchange: choose });
    return el("label", { className: "segment" }, input, el("span", {}, value));
  }

  function choose({ target }) {
    state.language = target.value;
    update();
  }

  return {
    node: el("section", {}, title, el("div", group, ...choices), frame),
    update() {
      const { language } = state;
      const text = snippet(language, call);
      if (drawn === text) return;
      drawn = text;
      setText(title, `The same in ${language}`);
      for (const { firstChild } of choices) firstChild.checked = firstChild.value === language;
      code.className = `language-${language.toLowerCase()}`;
      code.textContent = text;
      paint(code);
    },
  };
}
