// The package as npm would publish it, in a folder that is removed at the end.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { outputOf } from "../../scripts/lib/run.mjs";

const source = fileURLToPath(new URL("../../pkg", import.meta.url));

/** @returns {Promise<{ tarball: string, remove: () => void }>} */
export async function packPackage() {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  const args = ["pack", source, "--pack-destination", folder, "--json", "--silent"];
  const [packed] = Object.values(JSON.parse(await outputOf("npm", args, { folder })));
  return {
    tarball: join(folder, packed.filename),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
