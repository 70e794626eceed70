// Runs the tests of the page in one browser.
import { runTests, testsIn } from "./node-tests.mjs";

/** What needs no browser, or measures what one of them tells. */
const alone = /(size|snippets|state)\.test\.js$/;

/**
 * @param {string} name
 * @param {{ isMain?: boolean, variables?: NodeJS.ProcessEnv }} [options] whether the main stories
 *   are enough, and what the tests find in their environment
 */
export function runStories(name, { isMain = false, variables = {} } = {}) {
  const all = testsIn("tests/page");
  return runTests(name === "chromium" ? all : all.filter((file) => !alone.test(file)), {
    variables: { ...variables, ...(isMain && { STORIES: "main" }), BROWSER: name },
    // A browser waits more than it works.
    flags: ["--test-concurrency=2"],
    remedy: `npm run test:page -- --only ${name}`,
  });
}
