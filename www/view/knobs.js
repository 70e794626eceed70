// What is chosen beside a message: model, API, comparison, system prompt and parameters.

import { nameOf } from "../state/organizations.js";
import { countSet, problemOf } from "../state/parameters.js";
import { el, setOptions, setText } from "./element.js";
import { createModelPicker } from "./model-picker.js";

const apis = [
  ["chat", "Chat Completions"],
  ["responses", "Responses"],
];

const efforts = ["", "none", "minimal", "low", "medium", "high"];

export function mountKnobs(root, store) {
  const { state, update, onUpdate } = store;
  const modelsOf = () => state.models;
  const model = createModelPicker("Model", { modelsOf, choose: (one) => set({ model: one }) });
  const api = el("select", { name: "api", "aria-label": "API" });
  const rival = createRival(store);
  const options = createOptions(store);
  root.append(model.node, api, ...rival.nodes, options.node);
  api.addEventListener("input", () => set({ api: api.value }));

  function set(changes) {
    Object.assign(state, changes);
    update();
  }

  onUpdate(() => {
    model.update(state.model);
    setOptions(api, apis, state.api);
    rival.update();
    options.update();
  });
}

/** Another organization or model that gets the same message. */
function createRival({ state, update }) {
  const select = el("select", { name: "rival" });
  const label = el("label", { className: "knob" }, "Compare with", select);
  const picker = createModelPicker("Other model", {
    modelsOf: () => state.models,
    choose: (model) => set({ model }),
  });
  select.addEventListener("input", () => {
    if (select.value === "model") set({ model: "" });
    else set(select.value === "" ? null : { organization: JSON.parse(select.value) });
    if (select.value === "model") picker.node.querySelector("input").focus();
  });

  function set(rival) {
    state.rival = rival;
    update();
  }

  return {
    nodes: [label, picker.node],
    update() {
      setOptions(select, rivalsOf(state), valueOf(state.rival));
      const isModel = state.rival?.model !== undefined;
      picker.node.hidden = !isModel;
      if (isModel) picker.update(state.rival.model);
    },
  };
}

function valueOf(rival) {
  if (rival === null) return "";
  return rival.model === undefined ? JSON.stringify(rival.organization) : "model";
}

function rivalsOf({ organizations, organization }) {
  const others = [null, ...organizations.map(({ id }) => id)].filter((id) => id !== organization);
  const options = others.map((id) => [JSON.stringify(id), nameOf(organizations, id)]);
  return [["", "Nobody"], ...options, ["model", "Another model…"]];
}

/** What is seldom changed: folded away, with a word for what is set. */
function createOptions({ state, update }) {
  const system = field("System prompt", "textarea", { rows: 2, name: "system", dir: "auto" });
  const fields = createFields();
  const more = el("summary", {}, "Options");
  const grid = el("div", { className: "parameters" }, ...fields.map(({ node }) => node));
  const node = el("details", { className: "options" }, more, system.node, grid);
  system.control.placeholder = "You are a helpful assistant.";
  system.control.addEventListener("input", () => {
    state.system = system.control.value;
    update();
  });
  for (const { name, control } of fields) {
    control.addEventListener("input", () => {
      state.parameters[name] = control.value;
      update();
    });
  }
  return {
    node,
    update() {
      show(system.control, state.system);
      for (const { name, control, problem } of fields) {
        show(control, state.parameters[name]);
        setText(problem, problemOf(state.parameters, name));
      }
      const count = countSet(state.parameters) + (state.system ? 1 : 0);
      setText(more, count > 0 ? `Options: ${count} set` : "Options");
    },
  };
}

const show = (control, value) => {
  if (document.activeElement !== control && control.value !== value) control.value = value;
};

function createFields() {
  const effort = field("Reasoning effort", "select", {}, "effort");
  setOptions(
    effort.control,
    efforts.map((value) => [value, value || "as the model likes"]),
    "",
  );
  const area = (title, name, placeholder) =>
    field(
      title,
      "textarea",
      { rows: 2, placeholder, spellcheck: false, className: "code-field" },
      name,
    );
  const number = (title, name, more) => field(title, "input", { type: "number", ...more }, name);
  return [
    number("Temperature", "temperature", { min: 0, max: 2, step: 0.1, placeholder: "1" }),
    number("Output limit, tokens", "limit", { min: 1, step: 1, placeholder: "no limit" }),
    effort,
    area("Structured output: a JSON schema", "schema", '{"type": "object", "properties": {}}'),
    area("Tools: a list in JSON", "tools", '[{"name": "weather", "parameters": {}}]'),
    area("Extra JSON over all; null takes out", "extra", '{"stream_options": null}'),
  ];
}

function field(title, tag, properties, name = "") {
  const control = el(tag, { "aria-label": title, ...properties });
  const problem = el("span", { className: "problem" });
  const node = el("label", { className: `field is-${tag}` }, title, control, problem);
  return { name, control, problem, node };
}
