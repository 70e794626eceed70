// What agents have beyond single requests sends and gives what it does in openai.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeOracle, makeOurs } from "../compat/clients.js";
import { recordingFetch } from "../compat/record.js";
import { describe as describeError } from "./observe.js";

const session = (status, more) => ({ id: "s1", status, required_actions: [], ...more });
const turn = (status) => ({ id: "t1", session_id: "s1", subagent_id: null, status });

let count = 0;
const event = (type, more) => ({
  type: `agent.session.${type}`,
  event_id: `e${(count += 1)}`,
  ...more,
});
const ofTurn = (type, status) => event(`turn.${type}`, { turn_id: "t1", turn: turn(status) });
const said = (text, output_index) =>
  event("turn.item.done", {
    output_index,
    item: {
      id: `m${output_index}`,
      turn_id: "t1",
      type: "message",
      status: "completed",
      phase: null,
      content: [{ type: "output_text", text }],
    },
  });
const called = (name, args = "{}") =>
  event("turn.item.added", {
    output_index: 0,
    item: { type: "function_call", turn_id: "t1", call_id: `c-${name}`, name, arguments: args },
  });

const begin = [ofTurn("created", "in_progress")];
const finish = [ofTurn("completed", "completed"), event("idle", { session: session("idle") })];

const turns = {
  "a text": [...begin, said("b", 1), said("a", 0), ...finish],
  "an event twice": [...begin, begin[0], said("a", 0), ...finish],
  "a call": [...begin, called("f", '{"x":1}'), said("a", 0), ...finish],
  "a call that fails": [...begin, called("broken"), said("a", 0), ...finish],
  "a call whose arguments are no object": [...begin, called("f", "[1]"), ...finish],
  "a call of what there is not": [...begin, called("g"), ...finish],
  "a turn that failed": [
    ...begin,
    ofTurn("failed", "failed"),
    event("failed", { session: session("failed") }),
  ],
  "a turn that was cancelled": [
    ...begin,
    ofTurn("cancelled", "cancelled"),
    event("idle", { session: session("idle") }),
  ],
  "an action that nobody takes": [
    ...begin,
    event("requires_action", {
      session: session("requires_action", { required_actions: [{ type: "approval", id: "a" }] }),
    }),
  ],
  "an early end": [...begin, said("a", 0)],
};

const log = [];
const toolHandlers = {
  f: (args) => (log.push(args), { got: args }),
  broken() {
    throw new Error("private");
  },
};

/** @param {any[]} all */
const eventsOf = (all) =>
  new Response(all.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(""), {
    headers: { "content-type": "text/event-stream" },
  });

/** Answers as the API does: a session, its events, its inputs. @param {any[]} all @param {string} [status] */
function server(all, status = "idle") {
  const { fetch: record, requests } = recordingFetch(() => Response.json({ data: [] }));
  const fetch = async (url, init) => {
    await record(url, init);
    const isPost = init.method?.toUpperCase() === "POST";
    const isStream = /\/events(\?|$)/.test(url) && !isPost;
    if (isStream || String(url).endsWith("/agents/sessions")) return eventsOf(all);
    return Response.json(isPost ? { data: [] } : session(status));
  };
  return { fetch: Object.assign(fetch, { Response }), requests };
}

/** Keys of their own differ. @param {any[]} requests */
const sent = (requests) =>
  requests.map(({ method, path, query, body, headers }) => ({
    method,
    path: path + query,
    body,
    hasKey: /^[0-9a-f-]{36}$/.test(headers["idempotency-key"] ?? ""),
    key: /^[0-9a-f-]{36}$/.test(headers["idempotency-key"] ?? "") || headers["idempotency-key"],
  }));

/** @param {() => Promise<any>} action */
async function outcomeOf(action) {
  try {
    return { value: await action() };
  } catch (error) {
    const { reason, turn_id, messages } = error;
    return { error: describeError(error), reason, turn_id, messages };
  }
}

const shape = ({ turn: known, messages, output_text, session_id, output_parsed }) => ({
  known,
  messages,
  output_text,
  session_id,
  output_parsed,
});

/** @param {Function} makeClient @param {any[]} all @param {object} [more] @param {string} [status] */
async function observe(makeClient, all, more, status) {
  log.length = 0;
  const { fetch, requests } = server(all, status);
  const failures = [];
  const onToolError = ({ stage, tool_name, error }) =>
    failures.push([stage, tool_name, error.message]);
  const params = { input: "hi", toolHandlers, onToolError, ...more };
  const { sessions } = makeClient(fetch).beta.agents;
  const result = await outcomeOf(async () =>
    shape(await sessions.stream("s1", params).finalResult()),
  );
  return { result, log: structuredClone(log), failures, requests: sent(requests) };
}

describe("a turn sends and gives what it does in openai:", () => {
  for (const [title, all] of Object.entries(turns)) {
    test(title, async () => {
      assert.deepEqual(await observe(makeOurs, all), await observe(makeOracle, all));
    });
  }

  const parsed = {
    outputFormat: { type: "json_schema", schema: { type: "object" }, $parseRaw: JSON.parse },
  };
  const others = {
    "a session that is not idle": [turns["a text"], {}, "running"],
    "a result that is parsed": [[...begin, said('{"a":1}', 0), ...finish], parsed],
    "a result that cannot be parsed": [turns["a text"], parsed],
    "a key of the caller's": [turns["a text"], { idempotencyKey: "mine" }],
  };
  for (const [title, [all, more, status]] of Object.entries(others)) {
    test(title, async () => {
      const expected = await observe(makeOracle, all, more, status);
      assert.deepEqual(await observe(makeOurs, all, more, status), expected);
    });
  }

  test("its events one by one", async () => {
    for (const makeClient of [makeOracle, makeOurs]) {
      const { fetch } = server(turns["a call"]);
      const stream = makeClient(fetch).beta.agents.sessions.stream("s1", { input: "hi" });
      const types = [];
      for await (const { type } of stream) types.push(type);
      assert.deepEqual(
        types,
        turns["a call"].map(({ type }) => type),
      );
    }
  });
});

/** @param {Function} makeClient @param {any[]} all @param {object} [more] */
async function create(makeClient, all, more) {
  log.length = 0;
  const { fetch, requests } = server([event("created", { session: session("running") }), ...all]);
  const { sessions } = makeClient(fetch).beta.agents;
  const result = await outcomeOf(async () => {
    const body = { environment: { type: "remote" }, stream: true, toolHandlers, ...more };
    return shape(await (await sessions.create(body)).finalResult());
  });
  return { result, log: structuredClone(log), requests: sent(requests) };
}

describe("a session created with functions does what it does in openai:", () => {
  for (const title of ["a text", "a call", "a call that fails", "an early end"]) {
    test(title, async () => {
      const all = turns[title];
      assert.deepEqual(await create(makeOurs, all), await create(makeOracle, all));
    });
  }

  test("functions without a stream are refused", async () => {
    const expected = await create(makeOracle, [], { stream: false });
    assert.deepEqual(await create(makeOurs, [], { stream: false }), expected);
  });
});

const file = () => new File(["abc"], "a.txt");

/** @param {Function} makeClient @param {(files: any) => Promise<any>} action @param {number} failsAt */
async function upload(makeClient, action, failsAt = Infinity) {
  let asked = 0;
  const answer = () =>
    Response.json({ id: `f${(asked += 1)}` }, { status: asked === failsAt ? 400 : 200 });
  const { fetch, requests } = recordingFetch(answer);
  const { files } = makeClient(fetch).beta.agents.environments;
  const outcome = await outcomeOf(() => action(files)).then(({ error, ...rest }) => ({
    ...rest,
    error,
  }));
  return { outcome, paths: requests.map(({ path, method }) => [method, path]) };
}

describe("files do what they do in openai:", () => {
  const two = { "/workspace/a": file(), "/workspace/b/c": file() };
  const cases = {
    prepared: (files) => files.prepare(two),
    "of one key": (files) => files.prepare(two, { idempotencyKey: "k" }),
    elsewhere: (files) => files.prepare({ "/etc/a": file() }),
    "of a reserved name": (files) => files.prepare({ "/workspace/.codex/a": file() }),
    "one in the other": (files) =>
      files.prepare({ "/workspace/a": file(), "/workspace/a/b": file() }),
    uploaded: (files) => files.upload("env", { file: file(), path: "/workspace/a" }),
  };
  for (const [title, action] of Object.entries(cases)) {
    test(title, async () => {
      for (const failsAt of [Infinity, 2]) {
        const expected = await upload(makeOracle, action, failsAt);
        assert.deepEqual(await upload(makeOurs, action, failsAt), expected);
      }
    });
  }
});

test("artifacts of a result are those of openai", async () => {
  const artifact = (id, path, turn_id = "t1") => ({ id, path, session_id: "s1", turn_id });
  const data = [
    artifact("a1", "x"),
    artifact("a2", "y", "t0"),
    artifact("a3", "z"),
    artifact("a4", "z"),
  ];
  for (const path of ["x", "y", "z"]) {
    const outcomes = [];
    for (const makeClient of [makeOracle, makeOurs]) {
      const { fetch, requests } = recordingFetch(() => Response.json({ data, has_more: false }));
      const { artifacts } = makeClient(fetch).beta.agents.sessions;
      const found = artifacts.forResult({ session_id: "s1", turn_id: "t1" });
      const outcome = await outcomeOf(async () => ({ id: (await found.retrieve(path)).id }));
      outcomes.push({ outcome, requests: requests.map(({ path: at, query }) => at + query) });
    }
    assert.deepEqual(outcomes[1], outcomes[0]);
  }
});
