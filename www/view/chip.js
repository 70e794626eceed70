// The name of an organization with its colour.

import { hueOf, nameOf } from "../state/organizations.js";
import { el, setAttribute, setText } from "./element.js";

/** @returns {{ node: Element, update: (roster: any[], id: string | null) => void }} */
export function createChip() {
  const name = el("span");
  const node = el("span", { className: "chip" }, name);
  return {
    node,
    update(roster, id) {
      setText(name, nameOf(roster, id));
      setAttribute(node, "data-hue", hueOf(roster, id));
      setAttribute(node, "title", id ?? "No organization is sent: the account's default is used");
    },
  };
}
