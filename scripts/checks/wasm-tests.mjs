// Runs the tests that are compiled to wasm: in Node, in a page, and the examples of the crate.
import { outputOf, run } from "../lib/run.mjs";
import { forWeb, ofPackage } from "../wasm/cargo-args.mjs";
import { installTestRunner, testRunner } from "../wasm/tools.mjs";
import { testInPage } from "./wasm-in-chromium.mjs";

/** @typedef {import("../wasm/toolchain.mjs").Toolchain} Toolchain */

// What a debugger knows makes up nine tenths of the module, which a page takes long to load.
const plain = { CARGO_PROFILE_DEV_DEBUG: "0" };

/** What the npm package is made of, then the client for Rust. @type {[string, string[]][]} */
const suites = [
  ["boundary", ofPackage],
  ["rust-client", []],
];

/** @param {Toolchain} toolchain */
export async function testInNode(toolchain) {
  await installTestRunner();
  for (const [name, features] of suites) {
    const { args, env } = forWeb(toolchain, { features });
    const runner = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: testRunner };
    await run(toolchain.cargo, ["test", "--test", name, ...args], {
      env: { ...env, ...plain, ...runner, WASM_BINDGEN_USE_NODE_EXPERIMENTAL: "1" },
    });
  }
}

/** @param {Toolchain} toolchain */
export async function testInPages(toolchain) {
  await installTestRunner();
  for (const [name, features] of suites) {
    const { args, env } = forWeb(toolchain, { features });
    const json = ["--no-run", "--message-format=json-render-diagnostics"];
    const built = await outputOf(toolchain.cargo, ["test", ...json, "--test", name, ...args], {
      env: { ...env, ...plain },
    });
    await testInPage(executableIn(built));
  }
}

/** What cargo says it has made, a message a line. @param {string} messages */
function executableIn(messages) {
  const all = messages.split("\n").filter((line) => line.startsWith("{"));
  return all.map((line) => JSON.parse(line).executable).find(Boolean);
}

/** The examples are compiled for the web; none of them is meant to run. @param {Toolchain} toolchain */
export async function compileExamples(toolchain) {
  const { args, env } = forWeb(toolchain, { features: [] });
  const runner = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "node --eval 0 --" };
  await run(toolchain.cargo, ["test", "--doc", ...args], { env: { ...env, ...runner } });
}
