// Installs with the package manager of this system, and says so first; or says what to type.
import { announce } from "../lib/announce.mjs";
import { which } from "../lib/program.mjs";
import { MissingError, run, StepError } from "../lib/run.mjs";

/**
 * @typedef {object} Packages the names of one thing, a list for each package manager that has it
 * @property {string} purpose what it is, in a few words
 * @property {string[]} [apt] @property {string[]} [dnf] @property {string[]} [brew]
 * @property {string[]} [winget]
 */

const managers = /** @type {const} */ ({
  apt: { program: "apt-get", remedy: "sudo apt-get install -y" },
  dnf: { program: "dnf", remedy: "sudo dnf install -y" },
  brew: { program: "brew", remedy: "brew install" },
  winget: { program: "winget", remedy: "winget install" },
});

/**
 * Installs with apt where this may be done, and else throws a `MissingError` with the command.
 * @param {Packages} packages
 */
export async function installPackages(packages) {
  const { purpose, apt = [] } = packages;
  const remedy = remedyFor(packages);
  const privilege = managerHere() === "apt" && apt.length > 0 ? await privileges() : undefined;
  if (!privilege) throw new MissingError(`${purpose} is missing`, { remedy });
  const [command, ...before] = [...privilege, "apt-get"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  announce(purpose, [command, ...before, "install", "-y", ...apt]);
  await run(command, [...before, "update"], { env }).catch(() => undefined);
  await run(command, [...before, "install", "-y", ...apt], { env, remedy }).catch(
    ({ output, message }) => {
      throw new MissingError(message, { output, remedy });
    },
  );
}

/** What a person would type here. @param {Packages} packages */
export function remedyFor(packages) {
  const found = managerHere();
  const names = found && packages[found];
  if (names) return `${managers[found].remedy} ${names.join(" ")}`;
  return `install ${packages.purpose}`;
}

const managerHere = () =>
  /** @type {(keyof typeof managers)[]} */ (Object.keys(managers)).find((name) =>
    which(managers[name].program),
  );

/** What comes before a command that changes the system; nothing where that may not be done. */
async function privileges() {
  if (process.getuid?.() === 0) return [];
  if (!which("sudo")) return undefined;
  if (process.stdin.isTTY) return ["sudo"];
  // Where nobody could type a password, sudo must not wait for one.
  const may = await run("sudo", ["-n", "true"]).then(
    () => true,
    (error) => !(error instanceof StepError),
  );
  return may ? ["sudo", "-n"] : undefined;
}
