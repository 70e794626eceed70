// A listed organization brings its key and its project, whoever chooses it and however late the key comes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenAIClient } from "./client.js";
import { withSimulator } from "./server.js";

const organizations = [
  { name: "mine", organization: "org-personal" },
  { name: "team", organization: "org-team", apiKey: "sk-proj-simulator", project: "proj_team" },
];

/** The organizations, projects and keys that requests came with. */
const sentTo = (seen) => async (url, init) => {
  const { headers } = new Request(url, init);
  const name = (key) => headers.get(key);
  seen.push([name("openai-organization"), name("openai-project"), name("authorization")]);
  return Response.json({ object: "list", data: [], wanted: name("x-wanted") });
};

test(
  "verify asks each organization with its own key, by its name or its id",
  withSimulator(async ({ client: make }) => {
    const listed = [...organizations];
    listed[1] = { ...listed[1], apiKey: "sk-proj-simulator" };
    const client = make({ apiKey: "sk-broke", organizations: listed });
    const tell = ({ name, organization, hasAccess }) => [name, organization, hasAccess];
    assert.deepEqual((await client.verify()).map(tell), [
      ["mine", "org-personal", false],
      ["team", "org-team", true],
    ]);
    assert.deepEqual((await client.verify("org-team")).map(tell), [[null, "org-team", true]]);
    await assert.rejects(client.verify("taem-x"), /unknown organization "taem-x"/);
    assert.ok(client.rateLimits({ organization: "team" }).usage.requests > 0);
  }),
);

test("a listed name is no id that looks like a name, other texts are", async () => {
  const heard = [];
  const logger = { ...console, warn: (text) => heard.push(text) };
  const client = new OpenAIClient({ apiKey: "sk-test", logger, fetch: sentTo([]), organizations });
  client.organization = "team";
  await client.models.list({ organization: "mine" });
  assert.deepEqual(heard, []);
  new OpenAIClient({ apiKey: "sk-test", logger, organization: "Some Team" });
  assert.match(heard.join(), /"Some Team" looks like a name: an id looks like org-/);
});

test("two ids that one organization serves leave open which of them may be used", async () => {
  const headers = { "openai-organization": "pinned" };
  const fetch = async () => Response.json({ object: "list", data: [] }, { headers });
  const client = new OpenAIClient({ apiKey: "sk-test", fetch });
  for (const { hasAccess, note } of await client.verify(["org-a", "org-b"])) {
    assert.equal(hasAccess, null);
    assert.match(note, /something in between decides/);
  }
  const [one] = await client.verify("org-a");
  assert.deepEqual([one.hasAccess, one.note], [true, null]);
});

test("without routing the first of the list is used, and the log says so once", async () => {
  const [seen, heard] = [[], []];
  const logger = { ...console, info: (text) => heard.push(text) };
  const options = { apiKey: "sk-test", logger, logLevel: "info", fetch: sentTo(seen) };
  for (const _ of [1, 2]) {
    const client = new OpenAIClient({ ...options, organizations: ["org-first", "org-second"] });
    await client.models.list();
  }
  assert.deepEqual(seen[0], ["org-first", null, "Bearer sk-test"]);
  assert.equal(heard.filter((text) => text.includes("org-first is used where no")).length, 1);
});

test(
  "a project key that is used for another organization is warned of once, and explained when refused",
  withSimulator(async ({ client: make }) => {
    const heard = [];
    const logger = { ...console, warn: (text) => heard.push(text) };
    const client = make({ apiKey: "sk-proj-personal", organization: "org-personal", logger });
    await client.models.list();
    assert.deepEqual(heard, []);
    for (const _ of [1, 2]) {
      const { diagnosis } = await client.models
        .list({ organization: "org-team" })
        .catch((error) => error);
      assert.equal(diagnosis.kind, "mismatched_organization");
      assert.match(diagnosis.remedy, /list the other organization with a key of its own/);
    }
    client.organization = "org-other";
    assert.deepEqual(
      heard.map((text) => /belongs to one project.*(org-\w+)/.exec(text)?.[1]),
      ["org-team", "org-other"],
    );
    assert.ok(!heard.join().includes("sk-proj"));
  }),
);

function* chances(seed) {
  for (let state = seed; ; yield state / 2 ** 32) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  }
}

const ring = ["a", "b", "c"].map((name, index) => ({
  name,
  organization: `org-${name}`,
  project: index === 1 ? undefined : `proj_${name}`,
  apiKey: index === 0 ? undefined : `sk-proj-of-${name}`,
}));

/** What a call for a listed organization must come with. */
const trioOf = ({ organization, project = null, apiKey = "sk-general" }) => [
  organization,
  project,
  `Bearer ${apiKey}`,
];

/** The ring, whose keys are functions that answer some turns of the event loop later. */
function lateKeys(chance) {
  const late = async (key) => {
    for (let turns = Math.floor(chance() * 4); turns > 0; turns -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return key;
  };
  const keyed = ({ apiKey, ...rest }) => ({
    ...rest,
    ...(apiKey && { apiKey: () => late(apiKey) }),
  });
  return { apiKey: () => late("sk-general"), organizations: ring.map(keyed) };
}

/** Starts a call for a listed organization that is chosen in a random way, by its name or its id. */
function choose(client, chance) {
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const listed = pick(ring);
  const organization = chance() < 0.5 ? listed.name : listed.organization;
  const way = pick(["setter", "scope", "call"]);
  if (way === "setter") client.organization = organization;
  const scope = way === "scope" ? client.withOptions({ organization }) : client;
  const headers = { "x-wanted": JSON.stringify(trioOf(listed)) };
  return scope.models.list({ headers, ...(way === "call" && { organization }) });
}

test("twenty thousand calls at once in groups have the right organization, project and key", async () => {
  const chances_ = chances(7);
  const chance = () => chances_.next().value;
  let wrong = 0;
  const fetch = async (url, init) => {
    const { headers } = new Request(url, init);
    const names = ["openai-organization", "openai-project", "authorization"];
    const trio = JSON.stringify(names.map((name) => headers.get(name)));
    if (trio !== headers.get("x-wanted")) wrong += 1;
    return Response.json({ object: "list", data: [] });
  };
  const client = new OpenAIClient({ ...lateKeys(chance), fetch });
  for (let group = 0; group < 200; group += 1) {
    await Promise.all(Array.from({ length: 100 }, () => choose(client, chance)));
  }
  assert.equal(wrong, 0);
});
