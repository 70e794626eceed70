// Runs the checks: layout, lints, types.
import { checks } from "./checks/checks.mjs";
import { runMain } from "./lib/main.mjs";
import { setup } from "./machine/setup.mjs";
import { finish, runAll } from "./checks/suite.mjs";

async function main() {
  const toolchain = await setup();
  finish(await runAll(checks, toolchain));
}

runMain(main);
