// Files that go with a message: chosen, dropped or pasted, and kept in memory.

import { fileFrom } from "../state/files.js";
import { el, keyed, setText } from "./element.js";
import { createFile } from "./file.js";

export function mountAttachments(root, { update, onUpdate }) {
  let files = [];
  const { button, input, shown, problem } = createParts();
  root.querySelector(".knobs").prepend(button, input);
  root.querySelector(".entry").before(shown, problem);
  receive(root, input, (chosen) => void add(chosen));

  async function add(chosen) {
    const { good, problems } = await read(chosen);
    files = [...files, ...good];
    setText(problem, problems);
    update();
  }

  function put(those) {
    files = those;
    update();
  }

  const draw = keyed(shown, (file) => {
    const remove = () => put(files.filter(({ id }) => id !== file.id));
    return { node: createItem(file, remove) };
  });
  onUpdate(() => {
    shown.hidden = files.length === 0;
    draw(files);
  });

  /** The files, which are not there any more afterwards. */
  function take() {
    const taken = files;
    files = [];
    return taken;
  }

  return { put, take, list: () => files };
}

/** What cannot be sent is named, each with its reason. */
async function read(chosen) {
  const found = await Promise.allSettled(chosen.map(fileFrom));
  const good = found.flatMap(({ value }) => value ?? []);
  return { good, problems: found.flatMap(({ reason }) => reason?.message ?? []).join(" ") };
}

function createParts() {
  const input = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files" });
  const onclick = () => input.click();
  return {
    input,
    button: el("button", { type: "button", className: "quiet", onclick }, "Add files"),
    shown: el("ul", { className: "attachments", "aria-label": "Files to send" }),
    problem: el("p", { className: "problem", role: "alert" }),
  };
}

function createItem(file, remove) {
  const label = { "aria-label": `Remove ${file.name}` };
  const away = el(
    "button",
    { type: "button", className: "quiet", onclick: remove, ...label },
    "Remove",
  );
  return el("li", {}, createFile(file), away);
}

/** Files come from a dialog, from the clipboard, and from anywhere on the page. */
function receive(root, input, add) {
  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });
  root.addEventListener("paste", ({ clipboardData }) => add([...clipboardData.files]));
  receiveDrops(add);
}

/** A file that misses the composer would open in the place of the page. */
function receiveDrops(add) {
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
  const { body } = document;
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    body.classList.add("is-dropping");
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget) body.classList.remove("is-dropping");
  });
  document.addEventListener("drop", (event) => {
    body.classList.remove("is-dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
}
