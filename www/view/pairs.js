// Names with their values.

import { el } from "./element.js";

/** @param {[string, unknown][]} entries */
export function pairs(entries) {
  const rows = entries.map(([name, value]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, `${value}`)),
  );
  return el("dl", { className: "pairs" }, ...rows);
}
