// What a fault does to an answer that is not a stream, and the errors it answers with.

import { ApiError } from "../http/errors.js";
import { formatDuration } from "../accounts/duration.js";
import { abandoned } from "../http/pause.js";
import { limitValues } from "../accounts/rate-limits.js";

const page = `<!doctype html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>gateway</center></body></html>
`;

/** Answers with these have no body. */
const bodiless = [204, 205, 304];

const html = ({ status = 502 }) =>
  new Response(bodiless.includes(status) ? null : page, {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
  });

const empty = (fault) => new Response(null, { status: fault.status ?? 200 });

/** The answer a fault gives in place of the endpoint's, if it gives one. */
export function answerOf(call) {
  const { faults } = call;
  if (faults.has("html")) return html(faults.get("html"));
  if (faults.has("empty")) return empty(faults.get("empty"));
  if (faults.error) throw errorOf(call, faults.error);
  return null;
}

/** An error of the table, filled with the scope of the call. */
export function errorOf(call, fault) {
  const values = {
    organization: call.entry.organization ?? call.scope?.organization.id ?? "org-unknown",
    project: call.scope?.project?.id ?? call.entry.project ?? "proj_unknown",
    model: call.model?.id ?? "gpt-4o",
    key: "sk-****",
    ...fault,
    ...limitsOf(call, fault),
    name: fault.name,
  };
  return new ApiError(fault.name, values, {
    ...spentHeaders(fault, values),
    ...retryHeaders(fault),
  });
}

function retryHeaders(fault) {
  const names = ["retry-after", "retry-after-ms", "x-should-retry"];
  const given = names.filter((name) => fault[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, `${fault[name]}`]));
}

function limitsOf(call, fault) {
  const kind = fault.unit ?? "tokens";
  const owner = fault.scope ?? "organization";
  const found = call.pools.find((each) => each.kind === kind && each.owner === owner);
  const pool = {
    kind,
    scope: `${owner} ${ownerOf(call, owner)}`,
    bucket: { limit: 30_000 },
    ...found,
    ...(fault.for ? { name: fault.for } : {}),
  };
  const { limit } = pool.bucket;
  const wait = Number(fault.ms ?? 1_000);
  const missing = Math.max(1, Math.round((wait * limit) / 60_000));
  const isTooLarge = fault.name === "request_too_large";
  const requested = isTooLarge ? limit + 1 : missing;
  const model = fault.dated ? (call.model?.snapshot ?? call.model?.id) : call.model?.id;
  return limitValues(model ?? "gpt-4o", pool, { used: limit, requested, wait });
}

const ownerOf = ({ scope }, owner) => scope?.[owner]?.id ?? `${owner.slice(0, 3)}-unknown`;

// A limit that is said to be reached must not have something left in the headers.
function spentHeaders({ name }, { unit, period, limit, wait }) {
  if (name !== "rate_limit_exceeded" || period === "day" || unit === "input-images") return {};
  return {
    [`x-ratelimit-limit-${unit}`]: `${limit}`,
    [`x-ratelimit-remaining-${unit}`]: "0",
    [`x-ratelimit-reset-${unit}`]: wait ?? formatDuration(0),
  };
}

const bodyFaults = ["half_json", "cut", "cut_utf8", "stall", "reset"];

/** An answer whose body ends too early, or never. */
export async function spoilBody(call, response) {
  const name = bodyFaults.find((each) => call.faults.has(each));
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (!name || isStream) return response;
  const whole = new Uint8Array(await response.arrayBuffer());
  const half = whole.subarray(0, Math.ceil(whole.length / 2));
  const body = ["stall", "reset"].includes(name) ? endlessBody(call, half, name) : half;
  if (bodiless.includes(response.status)) return response;
  return new Response(body, { status: response.status, headers: response.headers });
}

function endlessBody(call, half, name) {
  let isSent = false;
  return new ReadableStream(
    {
      start: (controller) => call.onBreak((error) => controller.error(error)),
      async pull(controller) {
        if (!isSent) {
          isSent = true;
          return controller.enqueue(half);
        }
        if (name === "reset") call.breakConnection();
        await abandoned(call.signal);
      },
      cancel: () => call.abort(),
    },
    { highWaterMark: 0 },
  );
}
