// Debian's packages, as root or with sudo.
import fs from "node:fs";
import { run, StepError } from "./run.mjs";

/** Where nobody could type a password, sudo must not wait for one. */
function privileged() {
  if (process.getuid?.() === 0) return ["apt-get"];
  return process.stdin.isTTY ? ["sudo", "apt-get"] : ["sudo", "-n", "apt-get"];
}

/**
 * @param {string[]} packages
 * @param {string} purpose what they are for, in a few words
 */
export async function installPackages(packages, purpose) {
  const remedy = `sudo apt-get update && sudo apt-get install -y ${packages.join(" ")}`;
  if (!fs.existsSync("/usr/bin/apt-get")) {
    throw new StepError(`${purpose} is missing, and this is no Debian system`, { remedy });
  }
  const [command, ...before] = privileged();
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = [...before, "install", "-y", ...packages];
  await run(command, [...before, "update"], { env, remedy }).catch(() => undefined);
  await run(command, install, { env, remedy });
}
