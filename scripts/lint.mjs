// Runs the checks: layout, lints, types.
import { checks } from "./checks.mjs";
import { setup } from "./setup.mjs";
import { explain } from "./step.mjs";
import { finish, runAll } from "./suite.mjs";

async function main() {
  const toolchain = await setup();
  finish(await runAll(checks, toolchain));
}

main().catch((error) => {
  explain(error);
  process.exitCode = 1;
});
