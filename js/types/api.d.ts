// The types of the client: the methods of `openai` with its own types, and what is ours besides.
import type { APIResource } from "openai/core/resource";
import type { Stream } from "openai/core/streaming";
import type { APIPromise, ClientOptions as OriginalOptions, OpenAI as Original } from "openai";

type RequestOptions = Original.RequestOptions;

/** What a call may say beside the request options of `openai`. */
export interface Scope {
  /** The organization that the call uses and is billed to; null: the account's default. */
  organization?: string | null | undefined;
  /** The project; null: the default of the key. */
  project?: string | null | undefined;
}

/** How long a call waits for what, in milliseconds. */
export interface Patience {
  /** For the first byte of the answer. */
  firstByteTimeout?: number | undefined;
  /** For the next byte of a stream. */
  idleTimeout?: number | undefined;
  /** Takes a stream that ends without its end marker for complete. */
  lenientStreams?: boolean | undefined;
  /**
   * The longest line, and the longest event, of a stream in bytes: 64 MiB, as what has come of an event
   * stands in memory until all of it has.
   */
  maxEventBytes?: number | undefined;
  /** The longest wait before another try; if the API asks for more, the call fails at once. */
  maxRetryDelay?: number | undefined;
}

/** The options of one call that `openai` does not have. */
export interface CallOptions extends Scope, Patience {}

/** An organization that calls may be routed to. */
export interface RoutedOrganization extends Scope {
  organization: string;
  /** A name of your own, which stands wherever the id may, and is never sent. */
  name?: string | undefined;
  /** Its own key, used however the organization is chosen; the client's if not given. */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /** Its share of the calls, with `routing: "weighted"`; 1 if not given. */
  weight?: number | undefined;
  /** The models it serves; all if not given. */
  models?: readonly string[] | undefined;
}

/** The options that `openai` has, but not here. */
type NotHere = "credential" | "provider" | "workloadIdentity" | "x509Transport";

/** The options of a client. */
export interface ClientOptions extends Omit<OriginalOptions, NotHere>, CallOptions {
  /**
   * Organizations that you belong to, as ids, or each with its name, key and project. With `routing`, calls are
   * routed among them; without, the first is used where none is chosen.
   */
  organizations?: readonly (string | RoutedOrganization)[] | undefined;
  routing?: "failover" | "headroom" | "weighted" | undefined;
  /** Waits for the earliest limit to reset when every organization is exhausted. */
  waitForLimits?: boolean | undefined;
  /** The share of a limit that must be left for `onLimit` not to be called, between 0 and 1. */
  nearLimit?: number | undefined;
  onLimit?: Hook;
  onRequest?: Hook;
  onResponse?: Hook;
  onRetry?: Hook;
  onRoute?: Hook;
}

type Hook = ((event: CallEvent) => unknown) | null | undefined;

/** What a hook is told; each kind of event has some of what is not always there. */
export interface CallEvent {
  /** The name of the method, as `chat.completions.create`. */
  readonly name: string;
  readonly organization: string | null;
  readonly project: string | null;
  readonly model: string | null;
  readonly [detail: string]: unknown;
}

/** Who says so: an option, the environment, `withOptions`, a setter, the call, or routing. */
export type Origin = string;

/** What was sent with a request; a key is told by its kind and last four characters. */
export interface Sent {
  readonly organization: string | null;
  readonly organizationOrigin: Origin | null;
  readonly project: string | null;
  readonly projectOrigin: Origin | null;
  readonly key: string;
  readonly model: string | null;
}

/** Where a request ended up, as far as it is known: a page sees no headers that tell. */
export interface Served {
  readonly organization: string | null;
  readonly project: string | null;
  readonly charged: string | null;
}

/** What an error of the API means. */
export interface Diagnosis {
  /** A name for the cause, as `rate_limit` or `wrong_organization`. */
  readonly kind: string;
  /** What it holds for: the key, the organization, the project, the model or the request. */
  readonly scope: string;
  readonly retryable: boolean;
  /** When a retry may succeed, in milliseconds since 1970. */
  readonly retryAt: number | null;
  /** One or two sentences for a person. */
  readonly remedy: string;
  readonly sent: Sent;
  readonly served: Served;
  readonly limit: Readonly<Record<string, unknown>> | null;
}

/** One request of a call. */
export interface Attempt {
  readonly organization: string | null;
  readonly project: string | null;
  /** Milliseconds that the call had waited before it. */
  readonly waited: number;
  /** Milliseconds until the headers came, or until it failed. */
  readonly duration: number;
  readonly status: number | null;
  readonly kind: string | null;
}

/** How a call went: `meta` of `withResponse()`. */
export interface Meta {
  readonly organization: string | null;
  readonly organizationOrigin: Origin | null;
  readonly project: string | null;
  readonly projectOrigin: Origin | null;
  readonly served: Served;
  readonly attempts: readonly Attempt[];
  readonly waited: number;
  readonly timeToFirstByte: number;
}

/** What is left of one limit, where the figure comes from and how old it is. */
export interface Figure {
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Milliseconds since 1970. */
  readonly resetsAt: number | null;
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly observedAt: number;
  /** Milliseconds since it was learned. */
  readonly age: number;
}

/** What is left for an organization, a project and a model. */
export interface RateLimits {
  readonly organization: string | null;
  readonly project: string | null;
  readonly model: string | null;
  readonly requests: Figure | null;
  readonly tokens: Figure | null;
  readonly projectTokens: Figure | null;
  readonly usage: { requests: number; inputTokens: number; outputTokens: number };
  readonly inFlight: number;
  readonly exhaustedUntil: number | null;
}

/** What is known of every organization; plain data that can be moved to another client. */
export interface Ledger {
  toJSON(): object;
  load(data: object): void;
}

/** Whether a key may use an organization. */
export interface Verification {
  /** The id that was sent. */
  readonly organization: string | null;
  /** The name it is listed with. */
  readonly name: string | null;
  /** What makes the answer doubtful, in a sentence. */
  readonly note: string | null;
  /** `null` where no answer came that tells. */
  readonly hasAccess: boolean | null;
  /** Whether it is the account's default; `null` where the headers that tell are hidden. */
  readonly isDefault: boolean | null;
  /** How many models it sees there. */
  readonly models: number | null;
  readonly served: string | null;
  readonly diagnosis: Diagnosis | null;
}

type AnyMethod = (...args: never[]) => unknown;

/**
 * The parameters of a method, with our options beside those of `openai`.
 *
 * The options are the parameter that takes and is nothing but request options.
 */
type WithCallOptions<Args> = {
  [K in keyof Args]: [RequestOptions, NonNullable<Args[K]>] extends [
    NonNullable<Args[K]>,
    RequestOptions,
  ]
    ? (NonNullable<Args[K]> & CallOptions) | undefined
    : Args[K];
};

/** What a stream has beside its events. */
export interface Spoken {
  /** Nothing but the text of the answer, in pieces as they come. */
  text(): AsyncIterable<string>;
}

type WithText<Answer> = Answer extends Stream<unknown> ? Answer & Spoken : Answer;

interface Told<Answer> {
  /** The parsed answer with the response, its id, and how the call went. */
  withResponse(): Promise<{
    data: Answer;
    response: Response;
    request_id: string | null;
    meta: Meta;
  }>;
}

/** The promise of a method, which also tells how the call went; a stream can give its text alone. */
type Answered<Result> =
  Result extends APIPromise<infer Answer>
    ? Told<WithText<Answer>> &
        ([Extract<Answer, Stream<unknown>>] extends [never] ? Result : APIPromise<WithText<Answer>>)
    : Result;

type Call<Args, Result> = Args extends readonly unknown[]
  ? (
      ...args: WithCallOptions<Args> extends infer A extends readonly unknown[] ? A : never
    ) => Answered<Result>
  : never;

/** The overloads of a method once more, each with our options. TypeScript repeats missing ones. */
type Overloads<Method> = Method extends {
  (...args: infer A1): infer R1;
  (...args: infer A2): infer R2;
  (...args: infer A3): infer R3;
  (...args: infer A4): infer R4;
  (...args: infer A5): infer R5;
}
  ? Call<A1, R1> & Call<A2, R2> & Call<A3, R3> & Call<A4, R4> & Call<A5, R5>
  : never;

/** Methods whose answer's type follows from their parameters, which only their own types tell. */
type Inferring = "parse" | "runTools" | "stream";

/** A namespace of `openai` whose methods also take our options, and tell more of their answers. */
export type Scoped<Namespace> = {
  readonly [K in keyof Namespace]: Namespace[K] extends AnyMethod
    ? (K extends Inferring ? Namespace[K] : unknown) & Overloads<Namespace[K]>
    : Namespace[K] extends APIResource
      ? Scoped<Namespace[K]>
      : unknown;
} & Namespace;

type IsMissing = unknown extends Original ? true : false;

/** Shown where the types would be, if the package that they come from is not installed. */
interface Missing {
  [namespace: string]: "npm install --save-dev openai: openai-wasm takes its types from there";
}

type NamespaceName = {
  [K in keyof Original]: Original[K] extends APIResource ? K : never;
}[keyof Original];

type ScopedNamespaces = { readonly [K in NamespaceName]: Scoped<Original[K]> };

/** Every namespace of the API. */
export type Namespaces = IsMissing extends true ? Missing : ScopedNamespaces;

type Generic = <Answer>(
  path: string,
  options?: RequestOptions & CallOptions,
) => Answered<APIPromise<Answer>>;

/** What a client has beside its namespaces. */
export interface ClientCore {
  /** From the next call on; null: the account's default organization. */
  organization: string | null;
  /** From the next call on; null: the default of the key. */
  project: string | null;
  apiKey: string | null;
  adminAPIKey: string | null;
  baseURL: string;
  timeout: number;
  maxRetries: number;
  readonly webhookSecret: string | null;
  readonly ledger: Ledger;

  get: Generic;
  post: Generic;
  put: Generic;
  patch: Generic;
  delete: Generic;

  /** A client that differs in some options; it shares the transport and the ledger. */
  withOptions(options: Partial<ClientOptions>): this;
  /**
   * Whether these organizations may be used, each with the key it is listed with: one free request for each, and
   * one for the account's default.
   */
  verify(organizations?: string | readonly string[]): Promise<Verification[]>;
  /** What is left, as far as answers have told. */
  rateLimits(of: Scope & { model?: string }): RateLimits;
  rateLimits(): RateLimits[];
}
