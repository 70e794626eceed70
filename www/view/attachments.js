// Files that go with a message: chosen, dropped or pasted, and kept in memory.

import { fileFrom } from "../state/files.js";
import { el, keyed, setText } from "./element.js";
import { createFile } from "./file.js";

export function mountAttachments(root, { update, onUpdate }) {
  let files = [];
  const input = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files" });
  const open = () => input.click();
  const button = el("button", { type: "button", className: "quiet", onclick: open }, "Add files");
  const shown = el("ul", { className: "attachments", "aria-label": "Files to send" });
  const problem = el("p", { className: "problem", role: "alert" });
  root.querySelector(".knobs").prepend(button, input);
  root.querySelector(".entry").before(shown, problem);
  input.addEventListener("change", () => {
    void add([...input.files]);
    input.value = "";
  });
  root.addEventListener("paste", ({ clipboardData }) => void add([...clipboardData.files]));
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    void add([...event.dataTransfer.files]);
  });

  async function add(chosen) {
    setText(problem, "");
    for (const file of chosen) {
      try {
        files = [...files, await fileFrom(file)];
      } catch (error) {
        setText(problem, error.message);
      }
    }
    update();
  }

  function remove(id) {
    files = files.filter((file) => file.id !== id);
    update();
  }

  const draw = keyed(shown, (file) => {
    const label = { "aria-label": `Remove ${file.name}` };
    const onclick = () => remove(file.id);
    const away = el("button", { type: "button", className: "quiet", onclick, ...label }, "Remove");
    return { node: el("li", {}, createFile(file), away) };
  });
  onUpdate(() => {
    shown.hidden = files.length === 0;
    draw(files);
  });

  return {
    /** @param {any[]} those of a message that is edited */
    put(those) {
      files = those;
    },
    /** The files, which are not there any more afterwards. */
    take() {
      const taken = files;
      files = [];
      return taken;
    },
  };
}
