// Where formulas are in a text: what stands between dollars or brackets with a backslash.

const block = /^(?:\$\$([^$]+?)\$\$|\\\[([^]+?)\\\])[ \t]*(?:\n|$)/;

/** As pandoc has it: no space inside of the dollars, no word after them, and no code within. */
const inline =
  /^(?:\$\$([^$\n]+?)\$\$|\$(?!\s)((?:\\.|[^$`\\\n])+?)(?<!\s)\$(?!\w)|\\\(([^\n]+?)\\\))/;

const tokenOf = (type, isBlock, match) => {
  if (!match) return undefined;
  const text = match
    .slice(1)
    .find((part) => part !== undefined)
    .trim();
  return { type, raw: match[0], text, isBlock: isBlock || match[0].startsWith("$$") };
};

/** What the reader of Markdown asks before it reads anything else. */
export const mathExtensions = {
  block: [(text) => tokenOf("math", true, block.exec(text))],
  inline: [(text) => tokenOf("math", false, inline.exec(text))],
  startBlock: [(text) => startOf(text, /\n(?:\$\$|\\\[)/)],
  startInline: [(text) => startOf(text, /\$|\\\(/)],
};

function startOf(text, pattern) {
  const at = text.search(pattern);
  return at < 0 ? undefined : at;
}
