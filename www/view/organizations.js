// The organizations: added, named, verified, with what each has left.

import { problemWith, withOrganization } from "../state/organizations.js";
import { el, keyed, setText } from "./element.js";
import { mountOrganization } from "./organization.js";
import { createRouting } from "./routing.js";

export function mountOrganizations(root, store, session) {
  const { state, onUpdate } = store;
  const rows = el("ul", { className: "cards" });
  const empty = el(
    "p",
    { className: "hint" },
    "Add an organization that your key belongs to; without one, the account's default is used.",
  );
  const foreign = el(
    "p",
    { className: "hint foreign" },
    "Servers of another origin hide their limits from pages (CORS), so what is left is only known when an error names it.",
  );
  const verify = createVerify(store, session);
  const head = el("header", { className: "panel-head" }, el("h2", {}, "Organizations"), verify);
  root.append(
    head,
    createRouting(store, session),
    foreign,
    rows,
    empty,
    createAdder(store, session),
  );
  const draw = keyed(rows, (known) => mountOrganization(known, store, session));

  onUpdate(({ organizations, connection }) => {
    empty.hidden = organizations.length > 0;
    verify.hidden = organizations.length === 0;
    foreign.hidden = organizations.length === 0 || connection.baseURL.startsWith(location.origin);
    draw(state.organizations);
  });
}

function createVerify({ state }, session) {
  const verifyAll = () => void session.access.verify(state.organizations.map(({ id }) => id));
  return el("button", { type: "button", onclick: verifyAll }, "Verify all");
}

function createAdder({ state }, session) {
  const field = (name, label, placeholder) =>
    el("input", { name, placeholder, autocomplete: "off", "aria-label": label });
  const id = field("id", "Organization id", "org-…");
  const name = field("name", "Name", "Name");
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

  function add(organization) {
    state.organizations = withOrganization(state.organizations, organization);
    session.connection.route();
    void session.access.verify([organization.id]);
  }

  return form;
}
