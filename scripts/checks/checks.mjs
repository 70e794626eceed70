// The checks that change nothing: layout, lints, types.
import { forWeb, ofPackage } from "../wasm/cargo-args.mjs";
import { installPackages } from "../machine/packages.mjs";
import { ask, run, StepError } from "../lib/run.mjs";

const strict = ["--", "-D", "warnings"];
const prettier = ["--check", "--log-level", "warn", "."];

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} needs a file without which there is nothing to do
 * @property {(toolchain: import("../wasm/toolchain.mjs").Toolchain) => Promise<unknown>} action
 * @property {boolean} [hasSteps] whether it names its own steps
 */

/** @type {Check[]} */
export const checks = [
  {
    name: "prettier",
    needs: "package.json",
    action: () => run("prettier", prettier, { remedy: "npx prettier --write ." }),
  },
  { name: "rustfmt", needs: "src/lib.rs", action: () => inspect("fmt", ["--all", "--check"]) },
  {
    name: "clippy",
    needs: "src/lib.rs",
    action: () => inspect("clippy", ["--workspace", "--all-targets", "--quiet", ...strict]),
  },
  { name: "clippy for the web", needs: "src/lib.rs", action: lintForWeb },
  {
    name: "eslint",
    needs: "eslint.config.js",
    action: () => run("eslint", ["--quiet", "."]),
  },
  { name: "types", needs: "tsconfig.json", action: () => run("tsc", ["--noEmit"]) },
];

function inspect(command, args) {
  if (ask("cargo", [command, "--version"])) return run("cargo", [command, ...args]);
  const remedy = "rustup component add rustfmt clippy";
  throw new StepError(`cargo has no ${command}`, { remedy });
}

/** The features that the crate is built with, and the tests that are built with them. */
const lintedForWeb = [
  [ofPackage, "--test", "boundary"],
  [[], "--test", "rust-client"],
  [["--no-default-features"]],
  [["--package", "payload"]],
];

async function lintForWeb(toolchain) {
  const { cargo } = toolchain;
  const { env } = forWeb(toolchain);
  if (cargo === "/usr/bin/cargo" && !ask(cargo, ["clippy", "-V"], env)) {
    await installPackages({ purpose: "clippy", apt: ["rust-web-clippy"] });
  }
  for (const [features, ...targets] of lintedForWeb) {
    const { args } = forWeb(toolchain, { features });
    await run(cargo, ["clippy", "--lib", ...targets, "--quiet", ...args, ...strict], { env });
  }
}
