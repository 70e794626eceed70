// Installs what is missing, builds, and runs everything: checks, native tests, wasm tests, page tests.
import { parseArgs } from "node:util";
import { findBrowser } from "./machine/browser.mjs";
import { build } from "./build.mjs";
import { forWeb, ofPackage } from "./wasm/cargo-args.mjs";
import { checks } from "./checks/checks.mjs";
import { filesUnder } from "./lib/fingerprint.mjs";
import { hasPython, installModel } from "./machine/model.mjs";
import { report } from "./checks/bench-report.mjs";
import { run, StepError } from "./lib/run.mjs";
import { runMain } from "./lib/main.mjs";
import { step } from "./lib/step.mjs";
import { setup } from "./machine/setup.mjs";
import { finish, runAll } from "./checks/suite.mjs";
import { testRunner } from "./wasm/tools.mjs";
import { testInPage } from "./checks/wasm-in-chromium.mjs";
import { browsers } from "./browsers/browsers.mjs";
import { runStories } from "./checks/stories.mjs";

// The other tests below that folder are for what they test: jest, vitest.
const quick = "tests/runtimes/quick.test.js";

/** @type {import("./checks/checks.mjs").Check[]} */
const tests = [
  {
    name: "native tests",
    needs: "src/lib.rs",
    action: () => run("cargo", ["test", "--workspace"]),
  },
  { name: "rules for JavaScript", needs: "tests/tidy", action: () => testWithNode("tests/tidy") },
  { name: "build", needs: "js/index.js", action: build, hasSteps: true },
  { name: "wasm tests in Node", needs: "tests/boundary", action: testInNode },
  { name: "wasm tests in Chromium", needs: "tests/boundary", action: testInChromium },
  { name: "examples of the crate", needs: "src/lib.rs", action: compileExamples },
  { name: "language model", needs: "tests/package", action: prepareModel },
  { name: "package tests", needs: "tests/package", action: () => testWithNode("tests/package") },
  { name: "soak", needs: "tests/soak", action: soak },
  { name: "package built plain", needs: "tests/package", action: testPlain, hasSteps: true },
  { name: "simulator", needs: "tests/simulator", action: () => testWithNode("tests/simulator") },
  { name: "types of the package", needs: "tests/types", action: () => testWithNode("tests/types") },
  { name: "page tests", needs: "tests/page", action: () => testPage("chromium") },
  ...["firefox", "webkit"].map((name) => ({
    name: `page tests in ${browsers[name].title}`,
    needs: browsers[name].path,
    action: () => testPage(name, { isMain: true }),
  })),
  { name: "runtimes", needs: quick, action: () => testInBrowser(quick) },
];

function soak() {
  return run(process.execPath, ["tests/soak/run.mjs", "--minutes", "0.5"]);
}

function testInNode(toolchain) {
  return testBoth(toolchain, runInNode);
}

async function testInChromium(toolchain) {
  process.env.CHROME_PATH = await findBrowser();
  return testBoth(toolchain, testInPages);
}

/** What the npm package is made of, then the client for Rust. */
async function testBoth(toolchain, test) {
  const outputs = [
    await test(toolchain, "boundary", ofPackage),
    await test(toolchain, "rust-client", []),
  ];
  return outputs.join("\n");
}

// What a debugger knows makes up nine tenths of the module, which a page takes long to load.
const plain = { CARGO_PROFILE_DEV_DEBUG: "0" };

function runInNode(toolchain, name, features) {
  const { args, env } = forWeb(toolchain, { features });
  const runner = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: testRunner };
  return run(toolchain.cargo, ["test", "--test", name, ...args], {
    env: { ...env, ...plain, ...runner, WASM_BINDGEN_USE_NODE_EXPERIMENTAL: "1" },
  });
}

async function testInPages(toolchain, name, features) {
  const { args, env } = forWeb(toolchain, { features });
  const built = await run(toolchain.cargo, ["test", "--no-run", "--test", name, ...args], {
    env: { ...env, ...plain },
  });
  const [, wasm] = /Executable .*\((.*\.wasm)\)/.exec(built) ?? [];
  return testInPage(wasm);
}

/** The examples in the documentation are compiled for the web; none of them is meant to run. */
function compileExamples(toolchain) {
  const { args, env } = forWeb(toolchain, { features: [] });
  const runner = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "true" };
  return run(toolchain.cargo, ["test", "--doc", ...args], { env: { ...env, ...runner } });
}

/** Where python3 is present, the tests of the package also talk to a real model. */
async function prepareModel() {
  if (hasPython()) await installModel();
}

async function testPage(name, options) {
  const browser = await findBrowser();
  return runStories(name, { ...options, variables: { CHROME_PATH: browser } });
}

async function testInBrowser(path) {
  const browser = await findBrowser();
  return testWithNode(path, { CHROME_PATH: browser });
}

// A forced exit would lose the reports of tests that end just before it.
const nodeTest = ["--test", "--test-reporter=spec", "--test-timeout=180000"];

/** Runs a test file, or all of a folder. */
function testWithNode(path, variables = {}) {
  const isTest = (name) => name.endsWith(".test.js");
  const files = isTest(path) ? [path] : filesUnder(path).filter(isTest);
  if (files.length === 0) throw new StepError(`no *.test.js under ${path}`);
  return testFiles(files, variables);
}

function testFiles(files, variables = {}) {
  const env = { ...process.env, ...variables };
  return run(process.execPath, [...nodeTest, ...files], { env });
}

/** What the package does must not hang on what makes it small. */
async function testPlain(toolchain) {
  await build(toolchain, { plain: true });
  try {
    const files = ["fetch", "organizations", "stream-text"];
    const paths = files.map((name) => `tests/package/${name}.test.js`);
    return await step("its tests", () => testFiles(paths));
  } finally {
    await build(toolchain);
  }
}

function chosen() {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const all = [...checks, ...tests];
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
