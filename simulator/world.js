// The simulated world: accounts with their standing, buckets, stored objects, journal and faults.

import { Buckets } from "./accounts/buckets.js";
import { Faults } from "./faults/faults.js";
import { Journal } from "./controls/journal.js";
import { poolsOf, units } from "./accounts/rate-limits.js";
import { checkSetting } from "./controls/settings.js";
import { Shelf } from "./shelf.js";
import { Spending } from "./accounts/spending.js";

/** Standings that mean "no more of this", by what ran out. */
const standings = { quota: "insufficient_quota", spend: "organization_spend_limit_exceeded" };

/** Everything that a simulator remembers. */
export class World {
  journal = new Journal();
  faults = new Faults();

  /**
   * @param {{ accounts: import("./accounts/accounts.js").Accounts, seed: number, pace: number,
   *   now: () => number, limits: Record<string, import("./accounts/accounts.js").Limits>, exposeAll: boolean,
   *   lenient: boolean }} options
   */
  constructor(options) {
    this.options = options;
    checkSetting("allLimits", options.limits);
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
    this.lenient = this.options.lenient;
    this.buckets = new Buckets(this.now);
    this.files = new Shelf({ bytes: 256 * 1024 * 1024 });
    this.responses = new Shelf();
    this.objects = new Shelf();
    this.parts = new Shelf({ bytes: 128 * 1024 * 1024 });
    this.spending = new Spending();
    this.calls = 0;
    this.journal.clear();
    this.faults.clear();
  }

  /** Keeps an object for the organization that a call belongs to. */
  keep({ scope }, kind, object, rest = {}) {
    const organization = scope.organization.id;
    const size = 1_024 + JSON.stringify([object, rest]).length;
    this.objects.set(object.id, { kind, organization, object, rest }, size);
    return object;
  }

  /** An object of that kind, where it was made. */
  find({ scope }, kind, id) {
    const found = this.objects.get(id);
    const isOwn = found?.kind === kind && found.organization === scope.organization.id;
    return isOwn ? found : undefined;
  }

  /** All of a kind that an organization has, oldest first. */
  all({ scope }, kind) {
    return this.objects
      .values()
      .filter((each) => each.kind === kind && each.organization === scope.organization.id)
      .map(({ object }) => object);
  }

  organization(id) {
    const found = this.accounts.organizations.find((each) => each.id === id);
    if (!found) throw new TypeError(`unknown organization ${id}`);
    return found;
  }

  setPace(wanted) {
    this.pace = checkSetting("pace", wanted).pace;
  }

  setLenient(wanted) {
    this.lenient = checkSetting("lenient", wanted).lenient;
  }

  /** Limits per minute for all models of an organization, or for one. */
  setLimits(id, wanted) {
    const { model = "*", ...limits } = checkSetting("limits", wanted);
    const organization = this.organization(id);
    const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
    const before = model === "*" ? {} : organization.limits;
    organization.limits = { ...before, [model]: Object.fromEntries(given) };
  }

  /** Leaves an organization with no requests, tokens, quota or spend; of all models or of one. */
  exhaust(id, wish = {}) {
    const { model, for: pause = 0, ...what } = checkSetting("exhaust", wish);
    const organization = this.organization(id);
    const wanted = Object.keys(what).filter((name) => what[name]);
    for (const name of wanted.length > 0 ? wanted : units) {
      if (Object.hasOwn(standings, name)) organization.standing = standings[name];
      else if (units.includes(name)) this.#drain(organization, name, { model, pause });
      else throw new TypeError(`unknown thing to exhaust ${name}`);
    }
  }

  #drain(organization, unit, { model, pause }) {
    for (const each of this.accounts.models) {
      if (model && each.id !== model) continue;
      const pools = poolsOf(this, { organization }, each);
      for (const pool of pools) if (pool.kind === unit) pool.bucket.exhaust(pause);
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
    return poolsOf(this, { organization }, model).map(({ kind, bucket }) => ({
      model: model.id,
      unit: kind,
      limit: bucket.limit,
      remaining: bucket.remaining,
      reset: Math.ceil(bucket.reset),
    }));
  }
}
