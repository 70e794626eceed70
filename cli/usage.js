// The command usage: tokens and costs of an organization, by project, from the admin endpoints.

import { EXIT } from "./exit.js";

const DAY = 86_400;

/** @param {any} client */
export async function usage(client, { days }) {
  const start_time = Math.floor(Date.now() / 1_000) - days * DAY;
  const query = { start_time, group_by: ["project_id"], limit: 31 };
  const { organization } = client.admin;
  const [used, spent, embedded, names] = await Promise.all([
    resultsOf((page) => organization.usage.completions({ ...query, ...page })),
    resultsOf((page) => organization.usage.costs({ ...query, ...page })),
    resultsOf((page) => organization.usage.embeddings({ ...query, ...page })),
    projectNames(organization),
  ]);
  const projects = totalsOf([...used, ...embedded], spent, names);
  const organizations = spent.map(({ organization_id }) => organization_id).filter(Boolean);
  const data = {
    organization: organizations[0] ?? null,
    days,
    currency: currencyOf(spent),
    projects,
  };
  const rows = [["organization", "project", "requests", "input tokens", "output tokens", "cost"]];
  for (const one of [...projects, sumOf(projects)]) {
    const { project, name, requests, inputTokens, outputTokens, cost } = one;
    const price = `${cost.toFixed(4)} ${data.currency}`;
    rows.push([data.organization, name ?? project, requests, inputTokens, outputTokens, price]);
  }
  return { data, rows, code: EXIT.yes };
}

const currencyOf = (spent) => spent.find(({ amount }) => amount)?.amount.currency ?? "usd";

/** The results of all buckets of all pages. */
async function resultsOf(ask) {
  const results = [];
  let page = {};
  for (;;) {
    const { data, has_more, next_page } = await ask(page);
    results.push(...data.flatMap((bucket) => bucket.results ?? []));
    if (!has_more || !next_page || next_page === page.page) return results;
    page = { page: next_page };
  }
}

async function projectNames(organization) {
  const names = new Map();
  for await (const { id, name } of organization.projects.list({
    include_archived: true,
    limit: 100,
  })) {
    names.set(id, name);
  }
  return names;
}

function totalsOf(used, spent, names) {
  const totals = new Map();
  const of = (project) => {
    const known = totals.get(project) ?? { ...nothing, project, name: names.get(project) ?? null };
    totals.set(project, known);
    return known;
  };
  for (const line of used) {
    const total = of(line.project_id);
    total.requests += line.num_model_requests ?? 0;
    total.inputTokens += line.input_tokens ?? 0;
    total.cachedTokens += line.input_cached_tokens ?? 0;
    total.outputTokens += line.output_tokens ?? 0;
  }
  for (const { project_id, amount } of spent) of(project_id).cost += Number(amount?.value ?? 0);
  return [...totals.values()].sort((one, two) => two.cost - one.cost);
}

const nothing = { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, cost: 0 };

function sumOf(projects) {
  const sum = { ...nothing, project: null, name: "all" };
  for (const project of projects)
    for (const name of Object.keys(nothing)) sum[name] += project[name];
  return sum;
}
