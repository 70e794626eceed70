// Says what is about to be installed, and how.

/**
 * @param {string} what
 * @param {string[]} words of the command
 */
export const announce = (what, words) => console.log(`installs ${what}: ${words.join(" ")}`);
