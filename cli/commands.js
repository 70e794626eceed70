// The commands: each asks a client, and gives the data, rows for a table and an exit code.

import { EXIT } from "./exit.js";
import { usage } from "./usage.js";

/** @type {Record<string, (client: any, read: any) => Promise<import("./run.js").Outcome>>} */
export const commands = { verify, limits, whoami, usage };

/** @param {any} client */
async function verify(client, { organizations }) {
  const data = await client.verify(await wanted(client, organizations));
  const rows = [["organization", "access", "default", "models", "served as"]];
  for (const one of data) {
    rows.push([one.organization, word(one.hasAccess), word(one.isDefault), one.models, one.served]);
  }
  const notes = data.flatMap(({ organization, note, diagnosis }) => {
    const text = note ?? diagnosis?.remedy;
    return text ? [`${organization}: ${text}`] : [];
  });
  return { data, rows, notes, code: codeOf(data.map(({ hasAccess }) => hasAccess)) };
}

/** @param {any} client */
async function limits(client, { organizations, model }) {
  const chosen = organizations.length > 0 ? organizations : [client.organization];
  const failures = await Promise.all(
    chosen.map((organization) => ask(client, organization, model)),
  );
  const data = chosen.map((organization) => client.rateLimits({ organization, model }));
  const rows = [["organization", "model", "limit", "left", "of", "whole again in"]];
  for (const one of data) rows.push(...rowsOf(one));
  const notes = failures.flatMap((error, index) =>
    error ? [`${chosen[index] ?? "default"}: ${error.diagnosis?.remedy ?? error.message}`] : [],
  );
  return { data, rows, notes, code: codeOf(failures.map(hasRoom)) };
}

/**
 * The smallest request whose answer tells the limits; the error if it fails.
 * @param {any} client @param {string | null} organization @param {string} model
 */
async function ask(client, organization, model) {
  const messages = [{ role: "user", content: "." }];
  const body = { model, messages, max_completion_tokens: 16 };
  try {
    await client.chat.completions.create(body, { organization, maxRetries: 0 });
    return null;
  } catch (error) {
    return error;
  }
}

/** `false` where calls fail for want of something, `null` where nothing is known. */
const hasRoom = (error) => {
  if (!error) return true;
  return error.status ? false : null;
};

function rowsOf({ organization, model, requests, tokens, projectTokens }) {
  const name = organization ?? "(default)";
  const found = Object.entries({ requests, tokens, "project tokens": projectTokens })
    .filter(([, figure]) => figure)
    .map(([unit, { remaining, limit, resetsAt }]) => {
      const seconds = resetsAt === null ? null : Math.max(0, resetsAt - Date.now()) / 1_000;
      const left = seconds === null ? null : `${seconds.toFixed(1)} s`;
      return [name, model, unit, remaining, limit, left];
    });
  return found.length > 0 ? found : [[name, model, null, null, null, null]];
}

/** @param {any} client */
async function whoami(client) {
  const [known, account] = await Promise.all([look(client), membershipsOf(client)]);
  const { apiKey, baseURL, organization, project } = client.toJSON();
  const data = { key: apiKey, baseURL, organization, project, ...known, memberships: account };
  const rows = [
    ["key", apiKey],
    ["API", baseURL],
    ["organization", organization ?? "the default of the key"],
    ["project", project ?? "the default of the key"],
    ["served by", known.served],
    ["models", known.models],
    ...account.map(({ id, title, role, isDefault }) => [
      "member of",
      [id, title, role, isDefault ? "default" : ""].filter(Boolean).join(", "),
    ]),
  ];
  const notes = known.diagnosis ? [known.diagnosis.remedy] : [];
  return { data, rows, notes, code: codeOf([known.hasAccess]) };
}

async function look(client) {
  try {
    const { data, meta } = await client.models.list().withResponse();
    const served = meta.served.organization;
    return { hasAccess: true, served, models: data.data.length, diagnosis: null };
  } catch (error) {
    const { diagnosis } = error;
    if (!diagnosis) throw error;
    return { hasAccess: error.status ? false : null, served: null, models: null, diagnosis };
  }
}

/** The organizations of the account, where the API tells: it is not documented, so none may come. */
async function membershipsOf(client) {
  try {
    const { orgs } = await client.get("/me", { organization: null, project: null, maxRetries: 0 });
    return orgs.data.map(({ id, title, role, is_default }) => ({
      id: String(id),
      title: title ?? null,
      role: role ?? null,
      isDefault: is_default === true,
    }));
  } catch {
    return [];
  }
}

/** Those that were named, or those that the account tells, or the one of the environment. */
async function wanted(client, organizations) {
  if (organizations.length > 0) return organizations;
  const found = (await membershipsOf(client)).map(({ id }) => id);
  const { organization } = client;
  if (found.length === 0 && organization === null) {
    throw new Error("the account does not tell its organizations: name them, as in verify org-…");
  }
  return [...new Set([...found, ...(organization === null ? [] : [organization])])];
}

/** @param {(boolean | null)[]} answers */
function codeOf(answers) {
  if (answers.includes(false)) return EXIT.no;
  return answers.includes(null) ? EXIT.unknown : EXIT.yes;
}

/** @param {boolean | null} answer */
const word = (answer) => (answer === null ? "unknown" : answer ? "yes" : "no");
