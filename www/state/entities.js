// Characters that Markdown may write by name or number.

const named = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  copy: "©",
  reg: "®",
  trade: "™",
  deg: "°",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  laquo: "«",
  raquo: "»",
  ldquo: "“",
  rdquo: "”",
  times: "×",
  middot: "·",
  bull: "•",
  larr: "←",
  rarr: "→",
  colon: ":",
};

const entity = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi;

/** @param {string} text */
export const decoded = (text) =>
  text.includes("&")
    ? text.replaceAll(entity, (whole, hex, number, name) => {
        if (name) return Object.hasOwn(named, name) ? named[name] : whole;
        return characterOf(hex ? parseInt(hex, 16) : Number(number));
      })
    : text;

/** A number that stands for no character is replaced, as in HTML. */
const characterOf = (point) =>
  point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    ? String.fromCodePoint(point)
    : "\ufffd";
