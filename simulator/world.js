// The simulated world: accounts with their standing, buckets, stored objects, journal and faults.

import { Buckets } from "./buckets.js";
import { Faults } from "./faults.js";
import { Journal } from "./journal.js";
import { poolsOf, units } from "./rate-limits.js";

/** Standings that mean "no more of this", by what ran out. */
const standings = { quota: "insufficient_quota", spend: "organization_spend_limit_exceeded" };

/** Everything that a simulator remembers. */
export class World {
  journal = new Journal();
  faults = new Faults();

  /**
   * @param {{ accounts: import("./accounts.js").Accounts, seed: number, pace: number,
   *   now: () => number, limits: Record<string, import("./accounts.js").Limits>, exposeAll: boolean }} options
   */
  constructor(options) {
    this.options = options;
    this.reset();
  }

  get seed() {
    return this.options.seed;
  }

  now = () => this.options.now();

  /** Everything as it was at the start. */
  reset() {
    this.accounts = structuredClone(this.options.accounts);
    for (const [id, limits] of Object.entries(this.options.limits)) this.setLimits(id, limits);
    this.pace = this.options.pace;
    this.buckets = new Buckets(this.now);
    this.files = new Map();
    this.responses = new Map();
    this.calls = 0;
    this.journal.clear();
    this.faults.clear();
  }

  organization(id) {
    const found = this.accounts.organizations.find((each) => each.id === id);
    if (!found) throw new TypeError(`unknown organization ${id}`);
    return found;
  }

  /** Limits per minute for all models of an organization, or for one. */
  setLimits(id, { model = "*", requests, tokens }) {
    const organization = this.organization(id);
    const given = Object.entries({ requests, tokens }).filter(([, limit]) => limit !== undefined);
    const before = model === "*" ? {} : organization.limits;
    organization.limits = { ...before, [model]: Object.fromEntries(given) };
  }

  /** Leaves an organization with no requests, tokens, quota or spend; of all models or of one. */
  exhaust(id, { model, ...what }) {
    const organization = this.organization(id);
    const wanted = Object.keys(what).filter((name) => what[name]);
    for (const name of wanted.length > 0 ? wanted : units) {
      if (standings[name]) organization.standing = standings[name];
      else if (units.includes(name)) this.#drain(organization, name, model);
      else throw new TypeError(`unknown thing to exhaust ${name}`);
    }
  }

  #drain(organization, unit, model) {
    for (const each of this.accounts.models) {
      if (model && each.id !== model) continue;
      const pools = poolsOf(this, { organization }, each);
      for (const pool of pools) if (pool.unit === unit) pool.bucket.exhaust();
    }
  }

  /** Undoes `exhaust`. */
  restore(id) {
    const organization = this.organization(id);
    const original = this.options.accounts.organizations.find((each) => each.id === id);
    organization.standing = original.standing ?? null;
    this.buckets.forget(id);
  }

  /** What every organization has left, for gauges. */
  organizations() {
    return this.accounts.organizations.map((organization) => ({
      ...organization,
      projects: this.accounts.projects.filter((each) => each.organization === organization.id),
      buckets: this.accounts.models
        .filter((model) => model.organizations?.includes(organization.id) ?? true)
        .flatMap((model) => this.#gauges(organization, model)),
    }));
  }

  #gauges(organization, model) {
    return poolsOf(this, { organization }, model).map(({ unit, bucket }) => ({
      model: model.id,
      unit,
      limit: bucket.limit,
      remaining: bucket.remaining,
      reset: Math.ceil(bucket.reset),
    }));
  }
}
