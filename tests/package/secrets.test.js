// Where a secret could be shown: errors, streams, headers, hooks, logs, messages.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import util from "node:util";
import { OpenAI } from "./client.js";

const KEY = "sk-proj-A/b+C_d-1234567890";
const base64 = (text) => Buffer.from(text).toString("base64");
const escaped = [...KEY].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("");

/** How a server may repeat a key, as what stands in a JSON string. */
const echoes = {
  "as it is": KEY,
  "in capitals": KEY.toUpperCase(),
  "escaped for a URL": encodeURIComponent(KEY),
  "with escaped slashes": KEY.replaceAll("/", "\\/"),
  "with escaped letters": escaped,
  "in base64": base64(KEY),
  "in base64 with its scheme": base64(`Bearer ${KEY}`),
};

/** Everything that could be looked at in an error. */
const seen = (error) =>
  [util.inspect(error, { showHidden: true, depth: 9 }), error.message, JSON.stringify(error)]
    .concat([...(error.headers ?? [])].flat(), error.cause ? seen(error.cause) : [])
    .join("\n");

const bare = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

function assertHidden(text, what) {
  const parts = [KEY, base64(KEY).slice(4, -4), base64(`Bearer ${KEY}`).slice(-24, -4), escaped];
  for (const part of parts) assert.ok(!bare(text).includes(bare(part)), `${what}: ${text}`);
}

/** Runs a test against a server that answers as it is told. */
async function answering(answer, use, options) {
  const server = createServer((request, response) => answer(response, request)).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
  try {
    return await use(new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0, ...options }));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const chat = { model: "gpt-4o", messages: [{ role: "user", content: "Hello" }] };

async function drained(client) {
  for await (const event of await client.chat.completions.create({ ...chat, stream: true }))
    void event;
}

for (const [how, echo] of Object.entries(echoes)) {
  test(`an error body and its headers that repeat the key ${how} do not show it`, async () => {
    const answer = (response) => {
      const type = {
        "content-type": "application/json",
        "x-echo": echo.includes("\\") ? KEY : echo,
      };
      response.writeHead(401, type).end(`{"error":{"message":"Incorrect: ${echo}.","code":"x"}}`);
    };
    const error = await answering(answer, (client) => client.models.list().catch((it) => it));
    assert.equal(error.status, 401);
    assertHidden(seen(error), how);
  });

  test(`a stream that repeats the key ${how} does not show it in its error`, async () => {
    for (const last of [`event: error\ndata: {"error":{"message":"${echo}"}}\n\n`, ""]) {
      const answer = (response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(`data: {"choices":[{"index":0,"delta":{"content":"${echo}"}}]}\n\n${last}`);
      };
      const error = await answering(answer, (client) => drained(client).catch((it) => it));
      assert.ok(error instanceof Error);
      assertHidden(seen(error), how);
    }
  });
}

test("a key that was replaced, and one's own authorization, stay hidden", async () => {
  const answer = (response, request) => {
    const { authorization } = request.headers;
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: `${authorization} and ${KEY}` } }));
  };
  await answering(answer, async (client) => {
    await client.models.list().catch(() => {});
    client.apiKey = "sk-another-key-12345";
    const other = await client.models.list().catch((error) => error);
    assertHidden(seen(other), "the key before");
    assert.doesNotMatch(seen(other), /another-key/);
    const headers = { authorization: "Basic dXNlcjpwYXNzd29yZA==" };
    const own = await client.models.list({ headers }).catch((error) => error);
    assert.doesNotMatch(seen(own), /dXNlcjpw/);
  });
});

test("a base URL shows none of its secrets", async () => {
  const answer = (response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>");
  await answering(answer, async (client) => {
    const events = [];
    const scope = client.withOptions({
      baseURL: `${client.baseURL}?api-key=hidden-1&api-version=2`,
      defaultQuery: { sig: "hidden-2", access_token: "hidden-3" },
      defaultHeaders: { "X-Session-Id": "hidden-4", "helicone-auth": "hidden-5", "x-team": "blue" },
      onRequest: (event) => events.push(event),
    });
    const error = await scope.models.list().catch((it) => it);
    assert.match(error.message, /HTML page/);
    const shown = [seen(error), JSON.stringify(scope), util.inspect(scope), JSON.stringify(events)];
    assert.doesNotMatch(shown.join("\n"), /hidden-/);
    assert.match(shown.join("\n"), /api-version=2/);
    assert.equal(events[0].headers["x-team"], "blue");
  });
});

test("a key in the wrong place is not repeated", () => {
  const wrong = ["organization", "project", "routing", "dataResidency", "baseURL", KEY, "timeout"];
  for (const option of wrong) {
    const make = () => new OpenAI({ apiKey: "sk-right-12345678", [option]: KEY });
    assert.throws(make, (error) => (assertHidden(seen(error), option), true));
  }
});
