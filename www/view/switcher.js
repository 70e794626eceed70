// The organizations to choose from, as one group of radio buttons.

import { el, keyed, setAttribute, setText } from "./element.js";

const ownDefault = { id: null, name: "Default", hue: "none" };

export function mountSwitcher(root, { onUpdate }, session) {
  const choices = el("div", { className: "choices" });
  root.append(choices);

  function mountChoice({ id, hue }) {
    const input = el("input", { type: "radio", name: "organization", value: id ?? "" });
    input.addEventListener("change", () => session.choose(id));
    const name = el("span");
    const node = el("label", { className: "choice", "data-hue": `${hue}` }, input, name);
    return {
      node,
      update(item) {
        setText(name, item.name);
        setAttribute(node, "title", id ?? "Send no organization: the account's default is used");
        if (input.checked !== item.isChosen) input.checked = item.isChosen;
      },
    };
  }

  const draw = keyed(choices, mountChoice);
  onUpdate(({ organizations, organization }) => {
    const items = [...organizations, ownDefault];
    draw(items.map((item) => ({ ...item, isChosen: item.id === organization })));
  });
}
