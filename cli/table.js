// Lays out rows as columns of text for a terminal.

/**
 * A text without what a terminal would take for a command: servers write some of what is shown.
 * @param {unknown} value
 */
export const plain = (value) => String(value ?? "–").replace(/[^\P{C}\n]/gu, "?");

/**
 * @param {unknown[][]} rows the first is the heading
 */
export function table(rows) {
  const cells = rows.map((row) => row.map((cell) => plain(cell).replaceAll("\n", " ")));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column].length)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
  return lines.join("\n");
}
