// Chooses a model: from a list that is searched, or typed where there is none.

import { search } from "../state/models.js";
import { el, setAttribute, setText } from "./element.js";

/**
 * @param {string} label
 * @param {{ modelsOf: () => string[], choose: (model: string) => void }} about
 */
export function createModelPicker(label, { modelsOf, choose }) {
  const id = `models-${label.toLowerCase().replaceAll(/\W+/g, "-")}`;
  const list = el("ul", { id, role: "listbox", "aria-label": label, hidden: true });
  const input = el("input", {
    role: "combobox",
    autocomplete: "off",
    spellcheck: false,
    placeholder: "Type a model",
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  });
  const node = el("div", { className: "picker" }, input, list);
  const picker = { input, list, active: -1, chosen: "", modelsOf, choose };
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => show(picker, ""));
  input.addEventListener("input", () => show(picker, input.value));
  input.addEventListener("keydown", (event) => press(picker, event));
  input.addEventListener("blur", () => commit(picker, input.value));
  // The list is chosen from before the input loses the focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const { model } = target.closest("[role=option]")?.dataset ?? {};
    if (model) commit(picker, model);
  });
  return {
    node,
    /** @param {string} model that is chosen */
    update(model) {
      picker.chosen = model;
      if (document.activeElement !== input && input.value !== model) input.value = model;
      setAttribute(input, "title", model);
    },
  };
}

function show(picker, typed) {
  const { input, list, chosen, modelsOf } = picker;
  const { found, hidden } = search(modelsOf(), typed);
  const options = found.map((model, at) => optionFor(list.id, model, at, model === chosen));
  const more =
    hidden > 0 ? [el("li", { className: "hint" }, `${hidden} more: type to find them`)] : [];
  list.replaceChildren(...options, ...more);
  open(picker, options.length > 0);
  mark(picker, typed ? -1 : found.indexOf(chosen));
}

const optionFor = (id, model, at, isChosen) =>
  el(
    "li",
    { role: "option", id: `${id}-${at}`, "data-model": model, "aria-selected": `${isChosen}` },
    model,
  );

function open({ input, list }, isOpen) {
  list.hidden = !isOpen;
  setAttribute(input, "aria-expanded", `${isOpen}`);
}

/** Marks the option that Enter would choose. */
function mark(picker, at) {
  const { input, list } = picker;
  const options = list.querySelectorAll("[role=option]");
  picker.active = at;
  for (const [index, option] of options.entries())
    option.classList.toggle("is-active", index === at);
  setAttribute(input, "aria-activedescendant", options[at]?.id ?? null);
  options[at]?.scrollIntoView({ block: "nearest" });
}

function press(picker, event) {
  const { input, list, active, chosen } = picker;
  const count = list.querySelectorAll("[role=option]").length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) return show(picker, "");
    const step = event.key === "ArrowDown" ? 1 : -1;
    return mark(picker, (active + step + count) % Math.max(1, count));
  }
  if (event.key === "Enter") {
    event.preventDefault();
    const option = list.querySelectorAll("[role=option]")[active];
    commit(picker, option?.dataset.model ?? input.value);
  }
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    commit(picker, chosen);
  }
}

function commit(picker, typed) {
  const { input, chosen, choose } = picker;
  const model = typed.trim() || chosen;
  input.value = model;
  open(picker, false);
  if (model !== chosen) choose(model);
}
