// Runs the tests of the page in one browser.
import { filesUnder } from "../lib/fingerprint.mjs";
import { run } from "../lib/run.mjs";

// A forced exit would lose the reports of tests that end just before it.
const nodeTest = [
  "--test",
  "--test-reporter=spec",
  "--test-timeout=180000",
  // A browser waits more than it works.
  "--test-concurrency=2",
];

/** What needs no browser, or measures what one of them tells. */
const alone = /(size|snippets|state)\.test\.js$/;

/**
 * @param {string} name
 * @param {{ isMain?: boolean, variables?: NodeJS.ProcessEnv }} [options] whether the main stories
 *   are enough, and what the tests find in their environment
 * @returns {Promise<string>} what the tests printed
 */
export function runStories(name, { isMain = false, variables = {} } = {}) {
  const all = filesUnder("tests/page").filter((file) => file.endsWith(".test.js"));
  const files = name === "chromium" ? all : all.filter((file) => !alone.test(file));
  const stories = isMain ? { STORIES: "main" } : {};
  const env = { ...process.env, ...variables, ...stories, BROWSER: name };
  return run(process.execPath, [...nodeTest, ...files], {
    env,
    remedy: `npm run test:page -- --only ${name}`,
  });
}
