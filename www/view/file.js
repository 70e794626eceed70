// A file as it is shown: an image as itself, anything else by its name and size.

import { isImage } from "../state/files.js";
import { bytes } from "../state/format.js";
import { el } from "./element.js";

/** @param {import("../state/files.js").Attached} file */
export function createFile(file) {
  const { name, url, size } = file;
  if (isImage(file)) return el("img", { src: url, alt: name });
  const figure = el("span", { className: "hint" }, bytes(size));
  return el("span", { className: "file" }, el("span", {}, name), figure);
}
