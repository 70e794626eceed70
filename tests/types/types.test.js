// The types of the package hold under every way to resolve modules.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const inRepository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "types-"));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args */
function check(...args) {
  const tsc = inRepository("node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...args], { encoding: "utf8" });
  return { status, stdout };
}

const resolutions = [
  ["nodenext", "nodenext"],
  ["node16", "node16"],
  ["esnext", "bundler"],
];

for (const [module, resolution] of resolutions) {
  test(`type-checks under moduleResolution ${resolution}`, () => {
    const project = inRepository("tests/types/tsconfig.json");
    const how = ["--module", module, "--moduleResolution", resolution];
    assert.deepEqual(check("-p", project, ...how), { status: 0, stdout: "" });
  });
}

const call = 'import { OpenAI } from "openai-wasm";\nnew OpenAI("sk-x").chat.completions;\n';

test("says what to install where the types of openai are missing", () => {
  cpSync(inRepository("pkg"), join(folder, "node_modules/openai-wasm"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "call.ts"), call);
  const how = ["--noEmit", "--ignoreConfig", "--strict", "--skipLibCheck", "--module", "nodenext"];
  const { stdout } = check(...how, "--target", "es2023", join(folder, "call.ts"));
  assert.match(stdout, /'completions' does not exist on type '"npm install --save-dev openai/);
});
