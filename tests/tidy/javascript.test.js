// The rules that eslint holds: each is found when it is broken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";

const eslint = new ESLint({ cwd: fileURLToPath(new URL("../..", import.meta.url)) });

/** @param {string} filePath @param {string} text */
async function found(filePath, text) {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  return messages.map(({ ruleId }) => ruleId);
}

const long = (lines) => `export function it() {\n${"  step();\n".repeat(lines)}}\n`;

for (const folder of ["js/call", "www/view", "scripts", "simulator", "tests/page"]) {
  test(`a function of more than 40 lines is found in ${folder}`, async () => {
    assert.deepEqual(await found(`${folder}/it.js`, long(38)), []);
    assert.deepEqual(await found(`${folder}/it.js`, long(39)), ["max-lines-per-function"]);
  });
}

for (const [file, from] of [
  ["js/encode/it.js", "../call/drive.js"],
  ["js/call/it.js", "../response/body.js"],
  ["js/stream/it.js", "../client/client.js"],
  ["js/response/it.js", "../index.js"],
  ["js/boundary/it.js", "../encode/options.js"],
  ["js/errors.js", "./boundary/utf8.js"],
  ["scripts/it.mjs", "../tests/page/stories.mjs"],
]) {
  test(`an import of ${from} is found in ${file}`, async () => {
    assert.deepEqual(await found(file, `import "${from}";\n`), ["no-restricted-imports"]);
  });
}

test("an import that leads forward is none of them", async () => {
  assert.deepEqual(await found("js/client/it.js", 'import "../call/drive.js";\n'), []);
  assert.deepEqual(await found("js/boundary/it.js", 'import "../errors.js";\n'), []);
});
