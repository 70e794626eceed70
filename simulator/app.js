// The simulator: an organization-aware stand-in for the API, for Node, Workers and Service Workers.

import { Hono } from "hono";
import { demoAccounts } from "./accounts/accounts.js";
import { authorize } from "./accounts/authorize.js";
import { parseObject, readText } from "./http/body.js";
import { Call } from "./call.js";
import { createControls } from "./controls/controls.js";
import { allowOrigin, preflight } from "./http/cors.js";
import { endpoints } from "./endpoints.js";
import { ApiError } from "./http/errors.js";
import { answerOf, spoilBody } from "./faults/fault-answers.js";
import { FaultSet, parseFaults } from "./faults/faults.js";
import { pause } from "./http/pause.js";
import { findModel } from "./accounts/models.js";
import { isMissing } from "./http/missing.js";
import { checkParameters } from "./parameters/refusals.js";
import { chargeFailure } from "./accounts/rate-limits.js";
import { checkSetting } from "./controls/settings.js";
import { World } from "./world.js";

const brokenHeader = "x-hono-already-sent";

const defaults = {
  accounts: demoAccounts,
  seed: 1,
  pace: 1,
  now: Date.now,
  limits: {},
  exposeAll: false,
  lenient: false,
};

/**
 * @param {object} [options]
 * @param {import("./accounts/accounts.js").Accounts} [options.accounts]
 * @param {number} [options.seed]
 * @param {number} [options.pace]  1 is realistic, 0 is without delays
 * @param {() => number} [options.now]
 * @param {Record<string, import("./accounts/accounts.js").Limits>} [options.limits]  per organization, for all its models
 * @param {boolean} [options.exposeAll]  shows every header to pages, which the real API does not
 * @param {boolean} [options.lenient]  takes parameters that it does not know
 * @param {string} [options.base]  the path under which `/v1` and `/_simulator` are
 */
export function createSimulator(options = {}) {
  const { base = "/", ...rest } = checkSetting("options", options);
  const world = new World({ ...defaults, ...rest });
  const app = new Hono().basePath(base);
  app.route("/v1", createApi(world));
  app.route("/_simulator", createControls(world));
  return { app, fetch: (request, env) => answerOrBreak(app, request, env), ...controlsOf(world) };
}

const controlsOf = (world) => ({
  journal: world.journal,
  faults: world.faults,
  reset: () => world.reset(),
  organizations: () => world.organizations(),
  exhaust: (id, what = {}) => world.exhaust(id, what),
  restore: (id) => world.restore(id),
  setLimits: (id, limits) => world.setLimits(id, limits),
});

/** Where there is no socket to break, a reset is the `TypeError` that a failed fetch is. */
async function answerOrBreak(app, request, env = {}) {
  const response = await app.fetch(request, env);
  if (env.reset) return response;
  if (request.signal?.aborted) throw request.signal.reason;
  if (response.headers.has(brokenHeader)) throw new TypeError("connection reset");
  return response;
}

function createApi(world) {
  const api = new Hono();
  api.use(record(world));
  api.use(readRequest);
  api.use(suffer);
  for (const row of endpoints) api.on(row[0], row[1], run(row));
  api.all("/*", refuseUnknown);
  api.onError(answerError);
  return api;
}

/** Everything an answer has in common: journal, CORS, identifiers, scope, limits. */
const record = (world) =>
  async function recordCall(c, next) {
    if (c.req.method === "OPTIONS") return preflight(c.req.raw);
    const { pathname } = new URL(c.req.url);
    const path = pathname.slice(Math.max(0, pathname.indexOf("/v1/")));
    const call = new Call(world, c.req.raw, { path, reset: c.env?.reset });
    c.set("call", call);
    await next();
    const { headers } = c.res;
    for (const [name, value] of Object.entries(headersOf(call))) {
      if (!headers.has(name)) headers.set(name, value);
    }
    if (!call.faults.has("no_cors")) allowOrigin(headers, world.options);
    conclude(call, c.res);
  };

function headersOf(call) {
  const { scope } = call;
  const known = {
    ...(scope ? { "openai-organization": scope.organization.slug } : {}),
    ...(scope?.project ? { "openai-project": scope.project.id } : {}),
    ...call.rateLimitHeaders,
  };
  return {
    "x-request-id": call.id,
    "openai-version": "2020-10-01",
    "openai-processing-ms": `${Math.max(1, Math.round(call.world.now() - call.started))}`,
    ...known,
  };
}

function conclude({ entry, faults }, response) {
  entry.status = response.status;
  entry.faults = [...faults.keys()];
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (!isStream && !entry.aborted) entry.finished = true;
}

/** Scope, body and faults of a request, before anything is decided about it. */
async function readRequest(c, next) {
  const call = c.get("call");
  decideScope(call);
  await readJSON(c, call);
  const { world, entry, scope } = call;
  const about = {
    path: call.path.replace(/^\/v1/, ""),
    method: c.req.method,
    organization: scope?.organization.id ?? entry.organization ?? undefined,
    model: call.json?.model,
  };
  call.faults = new FaultSet([...world.faults.take(about), ...wantedFaults(c)]);
  await next();
}

function wantedFaults(c) {
  try {
    return parseFaults(c.req.header("x-simulator-fault") ?? null);
  } catch ({ message: problem }) {
    throw new ApiError("invalid_value", { param: "x-simulator-fault", problem });
  }
}

function decideScope(call) {
  try {
    call.scope = authorize(call.world.accounts, call.request.headers);
    const { organization, project } = call.scope;
    call.entry.served = { organization: organization.id, project: project?.id ?? null };
    requirePermission(call);
  } catch (error) {
    call.denial = error;
  }
}

function requirePermission({ path, scope }) {
  const isAdmin = scope.key.kind === "admin";
  const isAdminPath = path.startsWith("/v1/organization/");
  if (isAdmin === isAdminPath) return;
  const missing = isAdmin ? "model.request" : "api.management.read";
  throw new ApiError("insufficient_permissions", { missing });
}

async function readJSON(c, call) {
  if (!/json/.test(c.req.header("content-type") ?? "")) return;
  try {
    const text = await readText(c.req.raw);
    call.json = parseObject(text);
    call.world.journal.keepBody(call.entry, call.json, text.length);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    call.denial ??= error;
  }
}

/** Faults before the endpoint is asked, then denial, then faults of its answer. */
async function suffer(c, next) {
  const call = c.get("call");
  await pause(Number(call.faults.get("delay")?.ms ?? 0), call.signal);
  const reset = call.faults.get("reset");
  if (reset && reset.after === undefined) return breakOff(call);
  const early = faultyAnswer(call);
  if (early) return early;
  if (call.denial) throw call.denial;
  await next();
  const spoilt = await spoilBody(call, c.res);
  if (spoilt === c.res) return;
  // Hono would merge the headers of both answers.
  c.res = undefined;
  c.res = spoilt;
}

function breakOff(call) {
  call.breakConnection();
  return new Response(null, { status: 502, headers: { [brokenHeader]: "reset" } });
}

function faultyAnswer(call) {
  if (!call.faults.error && !call.faults.has("html") && !call.faults.has("empty")) return null;
  call.model = findModel(call.world, call.json?.model);
  chargeFailure(call);
  return answerOf(call);
}

const run = ([, , endpoint, { body, query } = {}]) =>
  async function runEndpoint(c) {
    const call = c.get("call");
    call.query = queryOf(c);
    if (c.req.method === "POST" && !isForm(c)) call.json ??= {};
    if (query) checkParameters(call.query, query);
    if (body && !isForm(c)) checkBody(call, body);
    const result = await endpoint(call, c.req.param(), call.query);
    return result instanceof Response ? result : c.json(result);
  };

const isForm = (c) => /multipart/.test(c.req.header("content-type") ?? "");

/** Of a name that comes several times, as `a[]=1&a[]=2`, all values. */
function queryOf(c) {
  const all = Object.entries(c.req.queries());
  return Object.fromEntries(
    all.map(([name, values]) =>
      name.endsWith("[]") ? [name.slice(0, -2), values] : [name, values[0]],
    ),
  );
}

function checkBody(call, parameters) {
  call.model = findModel(call.world, call.json.model);
  try {
    checkParameters(call.json, parameters, { isLenient: call.world.lenient });
  } catch (error) {
    chargeFailure(call);
    throw error;
  }
}

function refuseUnknown(c) {
  const { path } = c.get("call");
  if (isMissing(c.req.method, path)) {
    throw new ApiError("not_simulated", { method: c.req.method, path });
  }
  throw new ApiError("invalid_url", { method: c.req.method, path });
}

function answerError(error, c) {
  const known = error instanceof ApiError ? error : new ApiError("server_error");
  if (known !== error) console.error(error);
  c.get("call").entry.code = known.row.code;
  return c.json(known.body, known.status, known.headers);
}
