// The small module that reads JSON which is not whole yet, for those who need no more.
import fs from "node:fs";
import path from "node:path";
import { at } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";
import { optimize, small } from "../shrink/optimize.mjs";
import { forWeb } from "./cargo-args.mjs";
import { target, targetDir } from "./toolchain.mjs";

export const partialJSON = "partial_json.wasm";
export const partialJSONFile = `target/partial-json/${partialJSON}`;

/** What the module is made of. */
export const partialJSONSources = ["modules/partial-json", "src/protocol/partial_json"];

/** @param {import("./toolchain.mjs").Toolchain} toolchain */
export async function buildPartialJSON(toolchain) {
  const features = ["--package", "partial-json"];
  const { args, env } = forWeb(toolchain, { release: true, features });
  await run(toolchain.cargo, ["build", "--lib", ...args], { env });
  fs.mkdirSync(path.dirname(at(partialJSONFile)), { recursive: true });
  const from = path.join(targetDir, target, "release", partialJSON);
  fs.copyFileSync(from, at(partialJSONFile));
  await optimize(at(partialJSONFile), small);
}
