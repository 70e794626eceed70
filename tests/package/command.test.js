// The command as a script runs it: what it prints, where, and how it ends.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { table } from "../../cli/table.js";
import { withSimulator } from "./server.js";

const command = fileURLToPath(new URL("../../pkg/cli/openai-wasm.js", import.meta.url));
const keys = { OPENAI_API_KEY: "sk-simulator", OPENAI_ADMIN_KEY: "sk-admin-simulator" };

/** Runs the command against a simulator, or with other variables. */
function run(args, env) {
  const { PATH } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { env: { PATH, ...env } }, (error, out, err) => {
      assert.ok(
        !`${out}${err}`.includes("simulator\n") && !`${out}${err}`.includes("sk-"),
        "no key",
      );
      resolve({ code: error ? error.code : 0, out, err });
    });
  });
}

const at = (url) => ({ ...keys, OPENAI_BASE_URL: `${url}/v1` });

test(
  "verify shows the organizations of the account, and ends with 1 if one is closed to the key",
  withSimulator(async ({ url, client }) => {
    const all = await run(["verify"], at(url));
    assert.equal(all.code, 0);
    assert.match(all.out, /^organization +access[^]*org-personal +yes +yes[^]*org-team +yes +no/);
    const args = ["verify", "--json", "org-team", "org-stranger"];
    const some = await run(args, at(url));
    assert.equal(some.code, 1);
    assert.match(some.err, /org-stranger: .*may well exist/);
    const { remedy } = JSON.parse(some.out)[1].diagnosis;
    const found = await client().verify(["org-team", "org-stranger"]);
    assert.deepEqual(JSON.parse(some.out), JSON.parse(JSON.stringify(found)));
    assert.ok(remedy);
  }),
);

test(
  "limits shows what is left, and ends with 1 where nothing is",
  withSimulator(async ({ url, simulator }) => {
    const { code, out } = await run(["limits", "org-team", "org-personal"], at(url));
    assert.equal(code, 0);
    assert.match(out, /org-team +gpt-4o-mini +requests +499 +500/);
    simulator.exhaust("org-team", { quota: true });
    const none = await run(["limits", "org-team", "--json"], at(url));
    assert.equal(none.code, 1);
    assert.equal(JSON.parse(none.out)[0].organization, "org-team");
  }),
);

test(
  "whoami names the kind of the key and where its calls go",
  withSimulator(async ({ url }) => {
    const { code, out } = await run(["whoami"], at(url));
    assert.equal(code, 0);
    assert.match(out, /^key +user key …ator\n[^]*served by +user-personal\n/);
    const env = { ...at(url), OPENAI_API_KEY: "sk-proj-simulator" };
    const project = JSON.parse((await run(["whoami", "--json"], env)).out);
    assert.deepEqual([project.key, project.served], ["project key …ator", "acme-team"]);
  }),
);

test(
  "usage adds up what the organization of the admin key spent",
  withSimulator(async ({ url, client }) => {
    const call = { model: "gpt-4o", messages: [{ role: "user", content: "Say hello" }] };
    const { usage } = await client({ organization: "org-team" }).chat.completions.create(call);
    const { code, out } = await run(["usage", "--days", "2", "--json"], at(url));
    assert.equal(code, 0);
    const [{ project, inputTokens, outputTokens, requests, cost }] = JSON.parse(out).projects;
    assert.deepEqual([project, requests], ["proj_team", 1]);
    assert.deepEqual([inputTokens, outputTokens], [usage.prompt_tokens, usage.completion_tokens]);
    assert.ok(cost > 0);
  }),
);

test("what is wrong with the arguments or the environment is said, with 2", async () => {
  for (const [args, env, said] of [
    [["verfy"], keys, /unknown command verfy/],
    [["verify", "--jso"], keys, /--jso/],
    [["usage", "--days", "0"], keys, /--days must be a whole number from 1 to 180, got 0/],
    [["verify", "org-a"], {}, /OPENAI_API_KEY/],
    [["verify", "org-a", "--base-url", "nowhere"], keys, /baseURL must be a whole URL/],
  ]) {
    const { code, out, err } = await run(args, env);
    assert.deepEqual([code, out], [2, ""], args.join(" "));
    assert.match(err, said);
  }
});

test("a server that cannot be reached leaves it open, with 3", async () => {
  const env = { ...keys, OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
  const { code, out } = await run(["verify", "org-a"], env);
  assert.equal(code, 3);
  assert.match(out, /org-a +unknown/);
});

test("what a server writes tells a terminal nothing to do", () => {
  assert.equal(table([["\u001b[31mred", "two\nlines\u202e"]]), "?[31mred  two lines?");
});
