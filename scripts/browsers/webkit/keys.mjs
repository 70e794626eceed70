// The keys of a keyboard, as WebDriver writes them.

const keys = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Escape: "\uE00C",
  Space: " ",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
};

/** @param {string} name @returns {string} */
export const keyOf = (name) => keys[name] ?? name;

/**
 * Keys that are pressed together, such as `Shift+Tab`, as what a keyboard does.
 * @param {string} chord
 */
export function actionsOf(chord) {
  const pressed = chord.split("+").map(keyOf);
  const down = pressed.map((value) => ({ type: "keyDown", value }));
  const up = [...pressed].reverse().map((value) => ({ type: "keyUp", value }));
  return [...down, ...up];
}
