// What an organization used and what it cost, in buckets of time, as the admin API tells it.

import * as v from "valibot";
import { ApiError } from "../http/errors.js";
import * as f from "../parameters/fields.js";
import { queryInteger } from "../parameters/other.js";
import { costOf } from "../accounts/spending.js";

/** The length of a bucket in seconds, and how many of them a page has: usually, and at most. */
const widths = { "1m": [60, 60, 1_440], "1h": [3_600, 24, 168], "1d": [86_400, 7, 31] };

const common = {
  start_time: queryInteger(0, 1e11),
  end_time: v.optional(queryInteger(0, 1e11)),
  limit: v.optional(queryInteger(1, 1_440)),
  page: v.optional(v.pipe(v.string(), v.regex(/^page_\d{1,12}$/, "expected a page of this list"))),
};

export const usageQuery = {
  open: true,
  members: { ...common, bucket_width: v.optional(f.oneOf("1m", "1h", "1d")) },
};

export const costQuery = {
  open: true,
  members: { ...common, bucket_width: v.optional(f.oneOf("1d")) },
};

/** By what may be grouped and filtered, and where a line has it. */
const fields = { project_id: "project", user_id: "user", api_key_id: "key", model: "model" };
const filters = {
  project_ids: "project",
  user_ids: "user",
  api_key_ids: "key",
  models: "model",
};

const listOf = (value) => (value === undefined ? [] : [value].flat());

/** GET /organization/usage/{kind} */
export function retrieveUsage(call, { kind }, query) {
  return pageOfBuckets(call, query, kind, (lines) =>
    groupsOf(lines, query, fields, kind).map(({ group, lines: own }) => ({
      object: `organization.usage.${kind}.result`,
      ...usageOf(kind, own),
      ...group,
    })),
  );
}

function usageOf(kind, lines) {
  const sum = (name) => lines.reduce((total, line) => total + line[name], 0);
  const counted = { input_tokens: sum("input"), num_model_requests: sum("requests") };
  if (kind !== "completions") return counted;
  const none = { input_cached_tokens: 0, input_audio_tokens: 0, output_audio_tokens: 0 };
  return { ...counted, output_tokens: sum("output"), ...none, batch: null, service_tier: null };
}

/** GET /organization/costs */
export function retrieveCosts(call, _, query) {
  const named = { project_id: "project", line_item: "model", api_key_id: "key" };
  return pageOfBuckets(call, query, undefined, (lines) =>
    groupsOf(lines, query, named, "costs").map(({ group, lines: own }) => ({
      object: "organization.costs.result",
      amount: { value: own.reduce((sum, line) => sum + costOf(line), 0), currency: "usd" },
      quantity: null,
      organization_id: call.scope.organization.id,
      ...group,
    })),
  );
}

function pageOfBuckets(call, query, kind, resultsOf) {
  const [width, usual, most] = widths[query.bucket_width ?? "1d"];
  const count = Math.min(Number(query.limit ?? usual), most);
  const end = Number(query.end_time ?? Math.floor(call.world.now() / 1_000) + 1);
  const asked = Number(query.page?.slice("page_".length) ?? query.start_time);
  const start = Math.floor(asked / width) * width;
  const times = Array.from({ length: count }, (_, at) => start + at * width);
  const lines = call.world.spending
    .of(call.scope.organization.id, { from: start, to: start + count * width, kind })
    .filter((line) => isWanted(line, query));
  const byBucket = grouped(lines, ({ time }) => Math.floor((time - start) / width));
  const data = times
    .filter((time) => time < end)
    .map((time, at) => ({
      object: "bucket",
      start_time: time,
      end_time: time + width,
      results: resultsOf(byBucket.get(at) ?? []),
    }));
  const next = start + count * width;
  const has_more = next < end;
  return { object: "page", data, has_more, next_page: has_more ? `page_${next}` : null };
}

const isWanted = (line, query) =>
  Object.entries(filters).every(([name, field]) => {
    const wanted = listOf(query[name]);
    return wanted.length === 0 || wanted.includes(line[field]);
  });

/**
 * Lines by what they have in common, each list in its order.
 * @template Name
 * @param {any[]} lines
 * @param {(line: any) => Name} nameOf
 * @returns {Map<Name, any[]>}
 */
function grouped(lines, nameOf) {
  const groups = new Map();
  for (const line of lines) {
    const name = nameOf(line);
    if (groups.has(name)) groups.get(name).push(line);
    else groups.set(name, [line]);
  }
  return groups;
}

/** Lines that have the same values of what is grouped by; without that, all of them. */
function groupsOf(lines, { group_by }, known, kind) {
  const wanted = listOf(group_by);
  const unknown = wanted.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    const supported = Object.keys(known)
      .map((name) => `'${name}'`)
      .join(", ");
    throw new ApiError("unsupported_choice", {
      param: "group_by",
      value: unknown,
      supported,
      kind,
    });
  }
  const groups = grouped(lines, (line) => JSON.stringify(wanted.map((name) => line[known[name]])));
  return [...groups.values()].map((own) => ({ lines: own, group: groupOf(own[0], wanted, known) }));
}

const groupOf = (line, wanted, known) =>
  Object.fromEntries(
    Object.entries(known).map(([name, field]) => [
      name,
      wanted.includes(name) ? line[field] : null,
    ]),
  );
