// The code that the inspector offers is the same call: each program is run as it is copied.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { isDeepStrictEqual, promisify } from "node:util";
import { at } from "../../scripts/lib/paths.mjs";
import { noteFor, snippet } from "../../www/state/snippets.js";
import { chatEvents, startStrange } from "./servers/serve.mjs";

const run = promisify(execFile);

const choices = [{ index: 0, message: { role: "assistant", content: "Hello." } }];

/** Answers everything, and keeps what it was asked. */
function answerAll({ path, body }) {
  const delta = { type: "response.output_text.delta", delta: "Hello." };
  const response = { type: "response.completed", response: { status: "completed", output: [] } };
  if (path === "/responses") return { events: [delta, response] };
  return body.stream ? { events: chatEvents([{ content: "Hello." }]) } : { json: { choices } };
}

let folder;
let server;

before(async () => {
  server = await startStrange(answerAll);
  folder = mkdtempSync(join(tmpdir(), "snippets-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(at("pkg"), join(folder, "node_modules", "openai-wasm"), "junction");
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const chat = "chat.completions.create";
const long = `it's "${"é".repeat(3_000)}" $HOME \`id\` \\n\n\t</script>`;
const user = (content) => [{ role: "user", content }];
const streamed = { stream: true, stream_options: { include_usage: true } };
const image = {
  type: "image_url",
  image_url: { url: `data:image/png;base64,${"A".repeat(200_000)}` },
};

/** Calls of every kind that the page makes. */
const calls = {
  "a long text, whole": [chat, { messages: user(long), ...streamed }],
  "the account's default": [chat, { messages: user("hi"), ...streamed }, { organization: null }],
  "without a stream": [chat, { messages: user("hi") }],
  "a response": ["responses.create", { input: user("hi"), stream: true }],
  "a large file": [chat, { messages: user([{ type: "text", text: "look" }, image]), ...streamed }],
  "its own key, from the environment": [chat, { messages: user("hi") }, { publicKey: undefined }],
};

const runners = {
  async JavaScript(program) {
    const file = join(folder, "program.mjs");
    writeFileSync(file, program);
    return run(process.execPath, [file], { env: environment });
  },
  async curl(program) {
    const file = join(folder, "program.sh");
    writeFileSync(file, program);
    return run("sh", [file], { env: environment });
  },
};

/** The organization in it is for nobody: a program says which it uses. */
const environment = {
  ...process.env,
  OPENAI_API_KEY: "sk-simulator",
  OPENAI_ORG_ID: "org-stranger",
};

const isInstalled = (name) =>
  run(name, ["--version"]).then(
    () => true,
    () => false,
  );

for (const language of ["JavaScript", "curl"]) {
  for (const [title, [name, given, more]] of Object.entries(calls)) {
    test(`${language}: ${title}`, async (t) => {
      if (language === "curl" && !(await isInstalled("curl"))) return t.skip("there is no curl");
      const { baseURL, calls: received } = server;
      const setup = { baseURL, organization: "org-team", publicKey: "sk-simulator", ...more };
      const params = { model: "gpt-4o", ...given };
      const program = snippet(language, { name, params, setup, attempts: [] });
      const { stdout } = await runners[language](program);
      const { body, headers } = received.at(-1);
      assert.ok(isDeepStrictEqual(body, params), `${JSON.stringify(body).slice(0, 500)}`);
      assert.equal(headers["openai-organization"] ?? null, setup.organization);
      assert.equal(headers.authorization, "Bearer sk-simulator");
      assert.match(stdout, /Hello\./);
    });
  }
}

test("what has to be known before the code is run is said", () => {
  assert.match(noteFor({ setup: { publicKey: "sk", isInside: true } }), /exists nowhere else/);
  assert.match(noteFor({ setup: { publicKey: "sk" } }), /as long as npm start runs/);
  assert.match(noteFor({ setup: {} }), /OPENAI_API_KEY/);
});
