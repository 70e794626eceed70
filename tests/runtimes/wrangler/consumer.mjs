// wrangler: what `deploy` would upload, and the dev server.
import assert from "node:assert/strict";
import { join } from "node:path";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, serve, accept, folder, baseURL }) {
  // Wrangler needs a newer Node than the package does.
  const env = { PATH: `${join(folder, "node_modules/.bin")}:${process.env.PATH}`, HOME: folder };
  const said = await execute("wrangler", ["deploy", "--dry-run", "--outdir", "dist"], { env });
  const [, kibibytes] = /gzip: ([\d.]+) KiB/.exec(said) ?? assert.fail(said);

  const where = ["--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"];
  const how = ["--local", ...where, "--var", `OPENAI_BASE_URL:${baseURL}`];
  const ready = /Ready on (http:\/\/127\.0\.0\.1:\d+)/;
  const { match } = await serve("wrangler", ["dev", ...how], { ready, env });
  accept(await (await fetch(match[1])).json());
  return { download: Number(kibibytes) * 1024, note: "deploy --dry-run, dev" };
}
