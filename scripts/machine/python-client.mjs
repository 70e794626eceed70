// Installs the API's Python client under target/, for the test that runs it against the simulator.
import fs from "node:fs";
import { at } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";

const wanted = "openai==3.57.0";

/** Where Python finds it. */
export const pythonClient = at("target", "python-client");

/** Installs the client and what it needs, once. */
export async function installPythonClient() {
  const stamp = at("target", "python-client", ".installed");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return;
  await run("python3", [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--upgrade",
    "--target",
    pythonClient,
    wanted,
  ]);
  fs.writeFileSync(stamp, wanted);
}
