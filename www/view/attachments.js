// Images that go with a message: chosen, dropped or pasted, and kept in memory.

import { nextId } from "../state/conversation.js";
import { el, keyed } from "./element.js";

export function mountAttachments(root, { update, onUpdate }) {
  let images = [];
  const input = el("input", { type: "file", accept: "image/*", multiple: true, hidden: true });
  const open = () => input.click();
  const button = el("button", { type: "button", className: "quiet", onclick: open }, "Add image");
  const shown = el("ul", { className: "attachments", "aria-label": "Images" });
  root.querySelector(".knobs").prepend(button, input);
  root.querySelector(".entry").before(shown);
  input.addEventListener("change", () => {
    void add(input.files);
    input.value = "";
  });
  root.addEventListener("paste", ({ clipboardData }) => void add(clipboardData.files));

  async function add(files) {
    for (const file of files) {
      if (!file.type.startsWith("image/")) continue;
      images = [...images, { id: nextId(), name: file.name, url: await dataURL(file) }];
    }
    update();
  }

  function remove(id) {
    images = images.filter((image) => image.id !== id);
    update();
  }

  const draw = keyed(shown, ({ id, name, url }) => ({
    node: el(
      "li",
      {},
      el("img", { src: url, alt: name }),
      el("button", { type: "button", className: "quiet", onclick: () => remove(id) }, "Remove"),
    ),
  }));
  onUpdate(() => {
    shown.hidden = images.length === 0;
    draw(images);
  });

  return {
    /** The images, which are not there any more afterwards. */
    take() {
      const taken = images;
      images = [];
      return taken;
    },
  };
}

/** @returns {Promise<string>} */
function dataURL(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
