// The organizations to choose from: as pills while they are few, then as a menu.

import { blockedUntil, initialsOf } from "../state/organizations.js";
import { countdown } from "../state/format.js";
import { el, keyed, setAttribute, setOptions, setText } from "./element.js";

const ownDefault = { id: null, name: "Default", hue: "none" };

/** Stands before the organizations while routing chooses among them; no id has a space. */
const routedId = " routed";

/** More than so many take too much of a phone. */
const mostPills = 5;

export function mountSwitcher(root, { state, onUpdate }, session) {
  const choices = el("div", { className: "choices" });
  const menu = el("select", { "aria-label": "Organization", className: "organization-menu" });
  root.append(choices, menu);
  menu.addEventListener("input", () => choose(JSON.parse(menu.value)));
  const draw = keyed(choices, (item) => mountPill(item, choose));

  const choose = (id) =>
    id === routedId ? session.connection.unpin() : session.connection.choose(id);

  onUpdate(({ organizations, organization, isPinned }) => {
    const isMenu = organizations.length > mostPills;
    const isRouted = isRouting(state);
    const chosen = isRouted && !isPinned ? routedId : organization;
    const items = itemsOf(state, session).map((one) => ({ ...one, isChosen: one.id === chosen }));
    choices.hidden = isMenu;
    menu.hidden = !isMenu;
    if (isMenu) setOptions(menu, items.map(optionOf), JSON.stringify(chosen));
    else draw(items);
  });
}

/** A comparison asks those that were chosen, whatever routing would do. */
const isRouting = ({ routing, rival }) => routing !== "off" && rival === null;

function itemsOf(state, session) {
  const { organizations } = state;
  const now = Date.now();
  const known = [...organizations, ownDefault].map((one) => ({
    ...one,
    initials: initialsOf(organizations, one),
    wait: blockedUntil(one, session.access.rateLimits(one.id)) - now,
  }));
  if (!isRouting(state)) return known;
  return [{ id: routedId, name: routedName(state), hue: "none", initials: "", wait: 0 }, ...known];
}

/** Whom routing asks first. */
function routedName({ routing, organizations }) {
  if (routing !== "failover") return `Routed: ${routing}`;
  const first = organizations.find(({ finding }) => finding?.hasAccess !== false);
  return `Routed: failover, ${first?.name ?? "Default"} first`;
}

const optionOf = ({ id, name, wait }) => [
  JSON.stringify(id),
  wait > 0 ? `${name} (${countdown(wait)})` : name,
];

const titles = {
  null: "Send no organization: the account's default is used",
  [routedId]: "The client chooses for every message; choose an organization to make an exception",
};

function mountPill({ id, hue }, choose) {
  const input = el("input", { type: "radio", name: "organization", value: id ?? "" });
  input.addEventListener("change", () => choose(id));
  const initials = el("span", { className: "initials", "aria-hidden": "true" });
  const name = el("span", { className: "pill-name" });
  const badge = el("span", { className: "pill-badge", "aria-hidden": "true" });
  const node = el(
    "label",
    { className: "choice", "data-hue": `${hue}` },
    input,
    initials,
    name,
    badge,
  );
  const title = titles[id] ?? id;
  return {
    node,
    update(item) {
      setText(name, item.name);
      setText(initials, item.initials);
      setText(badge, item.wait > 0 ? countdown(item.wait) : "");
      const rest = item.wait > 0 ? ", no room until the countdown ends" : "";
      setAttribute(node, "title", `${title}${rest}`);
      node.classList.toggle("is-blocked", item.wait > 0);
      if (input.checked !== item.isChosen) input.checked = item.isChosen;
    },
  };
}
