// The Python client runs an ordinary program against the simulator.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { hasPython } from "../../scripts/machine/model.mjs";
import { installPythonClient, pythonClient } from "../../scripts/machine/python-client.mjs";
import { serveSimulator } from "../../simulator/node.js";

const program = fileURLToPath(new URL("python/program.py", import.meta.url));
const skip = hasPython() ? false : "python3 with pip is not there";
const answer = "The Los Angeles Dodgers won the World Series in 2020.";

test("the Python client finds the API it knows", { skip }, async (t) => {
  await installPythonClient();
  const server = await serveSimulator({ pace: 0 });
  t.after(() => server.close());
  const env = { ...process.env, PYTHONPATH: pythonClient };
  const { stdout } = await promisify(execFile)("python3", [program, server.baseURL], { env });
  assert.deepEqual(JSON.parse(stdout), {
    chat: answer,
    streamed: answer,
    response: answer,
    call: '{"city":"Paris"}',
    vectors: [8, 8],
    file: "text",
    models: true,
    refused: "Unrecognized request argument supplied: foo",
    stranger: "invalid_organization",
  });
});
