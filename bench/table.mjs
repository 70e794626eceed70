// Makes a Markdown table of samples, and says where ours misses its mark.
import { clients } from "./clients/clients.js";

/**
 * @typedef {object} Row
 * @property {import("./figures.js").Figure} figure
 * @property {Map<string, number>} medians
 * @property {number} [ratio] of ours to `openai`
 * @property {[number, number]} [spread] the middle half: of the ratios, round by round, or of ours
 */

/**
 * @param {import("./figures.js").Figure} figure
 * @param {Map<string, number[]>} samples
 * @returns {Row}
 */
export function summarize(figure, samples) {
  const medians = new Map([...samples].map(([name, values]) => [name, quantile(values, 0.5)]));
  const [ours, peer] = [samples.get("ours"), samples.get("openai")];
  if (ours && figure.limit !== undefined) return { figure, medians, spread: middleHalf(ours) };
  if (!ours || !peer || figure.most === undefined) return { figure, medians };
  const ratios = ours.map((value, round) => value / peer[round]);
  const ratio = quantile(ours, 0.5) / quantile(peer, 0.5);
  return { figure, medians, ratio, spread: middleHalf(ratios) };
}

/** @param {number[]} values @returns {[number, number]} */
const middleHalf = (values) => [quantile(values, 0.25), quantile(values, 0.75)];

/** @param {number[]} values @param {number} part */
export function quantile(values, part) {
  const sorted = values.toSorted((one, other) => one - other);
  const place = part * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** @param {Row} row */
export function isMissed({ figure, medians, ratio }) {
  if (figure.limit !== undefined) return (medians.get("ours") ?? 0) > figure.limit;
  return ratio !== undefined && ratio > (figure.most ?? Infinity);
}

/** @param {Row[]} rows */
export function render(rows) {
  const head = ["figure", "unit", ...clients, "ours to openai", "spread", "at most"];
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  const dashes = widths.map((width) => "-".repeat(width - 1));
  lines.splice(
    1,
    0,
    dashes.map((dash, at) => (at === 0 ? `:${dash}` : `${dash}:`)),
  );
  const pad = (/** @type {string} */ cell, /** @type {number} */ at) =>
    at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]);
  return lines.map((line) => `| ${line.map(pad).join(" | ")} |`).join("\n");
}

/** @param {Row} row */
function cells(row) {
  const { figure, medians, ratio, spread } = row;
  const number = (/** @type {string} */ name) =>
    medians.get(name)?.toFixed(figure.digits ?? 1) ?? "–";
  const most = figure.most?.toFixed(2) ?? `${figure.limit} ${figure.unit}`;
  return [
    figure.title,
    figure.unit,
    ...clients.map(number),
    ratio?.toFixed(2) ?? "–",
    spread?.map((each) => each.toFixed(ratio === undefined ? figure.digits : 2)).join(" to ") ??
      "–",
    isMissed(row) ? `${most}, missed` : most,
  ];
}
