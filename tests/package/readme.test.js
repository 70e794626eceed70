// The README's story, run as it stands there against the simulator.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import { serveSimulator } from "../../simulator/node.js";

const readme = await fs.readFile(new URL("../../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);

/** What the examples take for granted. */
const given = `
const apiKey = process.env.OPENAI_API_KEY;
const clientKey = "sk-proj-simulator";
const body = { model: "gpt-4o", messages: [{ role: "user", content: "Say hello" }] };
`;

/** The examples as one module; each package is imported once. */
function program() {
  const entry = JSON.stringify(new URL("../../pkg/index.js", import.meta.url).href);
  const code = blocks.join("\n").replaceAll(/^import .*$/gm, "");
  return `import OpenAI, { OpenAIClient } from ${entry};\n${given}${code}`;
}

async function run(code, env) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", code],
    { env: { ...process.env, ...env }, timeout: 300_000 },
  );
  return stdout;
}

test("every example runs, and says what it says it does", async () => {
  const { baseURL, simulator, close } = await serveSimulator({ pace: 0 });
  try {
    const env = { OPENAI_API_KEY: "sk-simulator", OPENAI_BASE_URL: baseURL };
    const output = await run(program(), env);
    assert.match(output, /Globe Life Field/, "the answer to the chat");
    assert.match(output, /^401 No such organization: org-stranger\.$/m, "the API's message");
    assert.match(output, /may well exist/, "the remedy");
    const organizations = simulator.journal.entries.map(({ organization }) => organization);
    assert.ok(organizations.includes("org-team") && organizations.includes("org-stranger"));
  } finally {
    await close();
  }
});

test("every import of the README is of the package, whole and unconfigured", () => {
  const imports = blocks.flatMap((code) => code.match(/^import .*$/gm) ?? []);
  assert.ok(imports.length >= 2);
  for (const line of imports) assert.match(line, /from "openai-wasm"/);
});
