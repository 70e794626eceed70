// Installs what is missing, builds, and runs everything: checks, native tests, wasm tests, page tests.
import { parseArgs } from "node:util";
import { browsers } from "./browsers/browsers.mjs";
import { build } from "./build.mjs";
import { report } from "./checks/bench-report.mjs";
import { checks } from "./checks/checks.mjs";
import { runTests, testsIn } from "./checks/node-tests.mjs";
import { runStories } from "./checks/stories.mjs";
import { finish, runAll } from "./checks/suite.mjs";
import { compileExamples, testInNode, testInPages } from "./checks/wasm-tests.mjs";
import { runMain } from "./lib/main.mjs";
import { run, StepError } from "./lib/run.mjs";
import { step } from "./lib/step.mjs";
import { findBrowser } from "./machine/browser.mjs";
import { hasPython, installModel } from "./machine/model.mjs";
import { setup } from "./machine/setup.mjs";

// The other tests below that folder are for what they test: jest, vitest.
const quick = "tests/runtimes/quick.test.js";

/** @type {import("./checks/checks.mjs").Check[]} */
const tests = [
  {
    name: "native tests",
    needs: "src/lib.rs",
    action: () => run("cargo", ["test", "--workspace"]),
  },
  { name: "rules for JavaScript", needs: "tests/tidy", action: () => testFolder("tests/tidy") },
  { name: "build", needs: "js/index.js", action: build, hasSteps: true },
  { name: "wasm tests in Node", needs: "tests/boundary", action: testInNode },
  { name: "wasm tests in Chromium", needs: "tests/boundary", action: testInChromium },
  { name: "examples of the crate", needs: "src/lib.rs", action: compileExamples },
  { name: "language model", needs: "tests/package", action: prepareModel },
  { name: "package tests", needs: "tests/package", action: () => testFolder("tests/package") },
  { name: "soak", needs: "tests/soak", action: soak },
  { name: "package built plain", needs: "tests/package", action: testPlain, hasSteps: true },
  { name: "simulator", needs: "tests/simulator", action: () => testFolder("tests/simulator") },
  { name: "types of the package", needs: "tests/types", action: () => testFolder("tests/types") },
  { name: "page tests", needs: "tests/page", action: () => testPage("chromium") },
  ...["firefox", "webkit"].map((name) => ({
    name: `page tests in ${browsers[name].title}`,
    needs: browsers[name].path || browsers[name].title,
    action: () => testPage(name, { isMain: true }),
  })),
  { name: "runtimes", needs: quick, action: () => testInBrowser(quick) },
];

function soak() {
  return run(process.execPath, ["tests/soak/run.mjs", "--minutes", "0.5"]);
}

async function testInChromium(toolchain) {
  process.env.CHROME_PATH = await findBrowser();
  return testInPages(toolchain);
}

/** Where Python is present, the tests of the package also talk to a real model. */
async function prepareModel() {
  if (hasPython()) await installModel();
}

async function testPage(name, options) {
  const browser = await findBrowser();
  return runStories(name, { ...options, variables: { CHROME_PATH: browser } });
}

async function testInBrowser(path) {
  const browser = await findBrowser();
  return runTests([path], { variables: { CHROME_PATH: browser } });
}

const testFolder = (folder) => runTests(testsIn(folder));

/** What the package does must not hang on what makes it small. */
async function testPlain(toolchain) {
  await build(toolchain, { plain: true });
  try {
    const files = ["fetch", "organizations", "stream-text"];
    const paths = files.map((name) => `tests/package/${name}.test.js`);
    await step("its tests", () => runTests(paths));
  } finally {
    await build(toolchain);
  }
}

function chosen() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  // The types of the glue are those that the build has written.
  const isTypes = ({ name }) => name === "types";
  const isBuild = ({ name }) => name === "build";
  const built = tests.findIndex(isBuild) + 1;
  const all = [
    ...checks.filter((check) => !isTypes(check)),
    ...tests.slice(0, built),
    ...checks.filter(isTypes),
    ...tests.slice(built),
  ];
  if (!values.only) return all;
  const found = all.filter(({ name }) => name === values.only);
  if (found.length > 0) return found;
  throw new StepError(`no step is named ${values.only}: ${all.map(({ name }) => name).join(", ")}`);
}

async function main() {
  const parts = chosen();
  const toolchain = await setup();
  const outcome = await runAll(parts, toolchain);
  if (process.env.CI && parts.length > 1) await report();
  finish(outcome);
}

runMain(main);
