// The organizations: added, named, verified, with what each has left.

import { problemWith, withOrganization } from "../state/organizations.js";
import { el, keyed, setText } from "./element.js";
import { mountOrganization } from "./organization.js";

const strategies = [
  ["off", "Off", "Every message goes to the organization that you choose."],
  [
    "failover",
    "Failover",
    "The first of the list takes every message, the next one when it cannot.",
  ],
  ["headroom", "Headroom", "The one with the most room left takes the next message."],
];

export function mountOrganizations(root, store, session) {
  const { state, update, onUpdate } = store;
  const rows = el("ul", { className: "cards" });
  const empty = el(
    "p",
    { className: "hint" },
    "Add an organization that your key belongs to; without one, the account's default is used.",
  );
  root.append(createHead(), createRouting(), rows, empty, createForm());
  const draw = keyed(rows, (known) => mountOrganization(known, store, session));

  function createHead() {
    const verifyAll = () => void session.verify(state.organizations.map(({ id }) => id));
    const button = el("button", { type: "button", onclick: verifyAll }, "Verify all");
    return el("header", { className: "panel-head" }, el("h2", {}, "Organizations"), button);
  }

  function createRouting() {
    const note = el("p", { className: "hint" });
    const choices = strategies.map(([value, name]) => {
      const input = el("input", { type: "radio", name: "routing", value, onchange: choose });
      return el("label", { className: "segment" }, input, el("span", {}, name));
    });
    onUpdate(({ routing }) => {
      for (const choice of choices) choice.firstChild.checked = choice.firstChild.value === routing;
      setText(note, strategies.find(([value]) => value === routing)?.[2] ?? "");
    });
    const legend = el("legend", {}, "Routing");
    return el(
      "fieldset",
      { className: "routing" },
      legend,
      el("div", { className: "segments" }, ...choices),
      note,
    );
  }

  function choose({ target }) {
    state.routing = target.value;
    session.route();
  }

  function createForm() {
    const id = el("input", {
      name: "id",
      placeholder: "org-…",
      autocomplete: "off",
      "aria-label": "Organization id",
    });
    const name = el("input", {
      name: "name",
      placeholder: "Name",
      autocomplete: "off",
      "aria-label": "Name",
    });
    const problem = el("p", { className: "problem", role: "alert" });
    const form = el("form", { className: "adder" }, id, name, el("button", {}, "Add"), problem);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wrong = problemWith(state.organizations, id.value.trim());
      setText(problem, wrong);
      if (wrong) return id.focus();
      add({ id: id.value.trim(), name: name.value.trim() });
      form.reset();
    });
    return form;
  }

  function add(organization) {
    state.organizations = withOrganization(state.organizations, organization);
    session.route();
    void session.verify([organization.id]);
  }

  onUpdate(({ organizations }) => {
    empty.hidden = organizations.length > 0;
    draw(organizations);
  });
  // Limits refill while nothing else happens.
  setInterval(() => !document.hidden && update(), 1_000);
}
