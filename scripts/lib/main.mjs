// Runs a script to its end: explains a failure, and ends what is under way when it is interrupted.
import { endRunning } from "./run.mjs";
import { explain } from "./step.mjs";

/** @param {() => Promise<void>} main */
export function runMain(main) {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ]) {
    process.once(signal, () => {
      endRunning();
      process.exit(code);
    });
  }
  main().catch((error) => {
    explain(error);
    process.exitCode = 1;
  });
}
