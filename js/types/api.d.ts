// The types of the client: the methods of `openai` with its own types, and what is ours besides.
import type { APIResource } from "openai/core/resource";
import type { Stream } from "openai/core/streaming";
import type { FailureKind, FailureScope } from "./kinds.js";
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
export interface CallOptions extends Scope, Patience {
  /** Sends the key to the host of a whole URL as well, though it is not the client's. */
  allowOtherHost?: boolean | undefined;
}

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
  /** The first that has room, the one with most left, or by chance and weight; left out: no call is routed. */
  routing?: "failover" | "headroom" | "weighted" | undefined;
  /** Waits for the earliest limit to reset when every organization is exhausted. */
  waitForLimits?: boolean | undefined;
  /** The share of a limit that must be left for `onLimit` not to be called, between 0 and 1. */
  nearLimit?: number | undefined;
  /** Called once when less than `nearLimit` of a limit is left, until there is more again. */
  onLimit?: Hook<LimitEvent>;
  /** Called before each request; headers and the URL have their secrets masked. */
  onRequest?: Hook<RequestEvent>;
  /** Called when a request was answered, or has failed. */
  onResponse?: Hook<ResponseEvent>;
  /** Called before a wait after which the request is sent again. */
  onRetry?: Hook<RetryEvent>;
  /** Called when a call moves to another of the listed organizations. */
  onRoute?: Hook<RouteEvent>;
}

type Hook<Event> = ((event: Event) => unknown) | null | undefined;

/** What every hook is told. */
export interface CallEvent {
  /** The same for all events of a call, and for no other call of the client and those made from it. */
  readonly callId: number;
  /** How many requests the call had sent before the one that the event is about. */
  readonly attempt: number;
  /** The name of the method, as `chat.completions.create`. */
  readonly name: string;
  /** The id that is sent; `null`: the account's default. */
  readonly organization: string | null;
  /** The id that is sent; `null`: the default of the key. */
  readonly project: string | null;
  /** The model of the parameters; `null` where they name none. */
  readonly model: string | null;
}

/** A request is about to be sent. */
export interface RequestEvent extends CallEvent {
  /** `GET`, `POST` and so on. */
  readonly method: string;
  /** With its secrets masked. */
  readonly url: string;
  /** By their names in lower case, with their secrets masked. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request was answered, or has failed. */
export interface ResponseEvent extends CallEvent {
  /** The HTTP status; `null` when no answer came. */
  readonly status: number | null;
  /** What kind of failure it was; `null` for none. */
  readonly kind: FailureKind | null;
  /** Milliseconds until the headers came, or until it failed. */
  readonly duration: number;
}

/** A request will be sent again. */
export interface RetryEvent extends CallEvent {
  /** What made it fail. */
  readonly kind: FailureKind;
  /** Milliseconds until then. */
  readonly wait: number;
}

/** A call moves to another of the listed organizations. */
export interface RouteEvent extends CallEvent {
  /** What made it fail where it was. */
  readonly kind: FailureKind;
  /** The organization it moves to. */
  readonly to: string | null;
  /** The project it moves to. */
  readonly toProject: string | null;
}

/** A limit has come near its end. */
export interface LimitEvent extends CallEvent {
  /** What is counted. */
  readonly unit: "requests" | "tokens" | "projectTokens";
  /** What is left of it. */
  readonly figure: Figure;
}

/** Who says so: an option, the environment, `withOptions`, a setter, the call, or routing. */
export type Origin = "option" | "setter" | "call" | "environment" | "scope" | "routing";

/** What was sent with a request; a key is told by its kind and last four characters. */
export interface Sent {
  /** The id; `null`: none, for the account's default. */
  readonly organization: string | null;
  /** Who said so; `null` when none was sent. */
  readonly organizationOrigin: Origin | null;
  /** The id; `null`: none, for the default of the key. */
  readonly project: string | null;
  /** Who said so; `null` when none was sent. */
  readonly projectOrigin: Origin | null;
  /** The kind of the key and its last four characters, as `project key …abcd`. */
  readonly key: string;
  /** The model of the parameters; `null` where they name none. */
  readonly model: string | null;
}

/** Where a request ended up, as far as it is known: a page sees no headers that tell. */
export interface Served {
  /** A slug such as `my-lab`, from a header: no id, and never to be compared with one. */
  readonly organization: string | null;
  /** The id of the project, from a header. */
  readonly project: string | null;
  /** The id of the organization that was charged, from the text of a 429. */
  readonly charged: string | null;
}

/** What an error of the API means. */
export interface Diagnosis {
  /** What kind of failure it is: the code of the API where it has one. */
  readonly kind: FailureKind;
  /** What it concerns. */
  readonly scope: FailureScope;
  /** Whether the same request may succeed later at the same place. */
  readonly retryable: boolean;
  /** When a retry may succeed, in milliseconds since 1970. */
  readonly retryAt: number | null;
  /** One or two sentences for whoever made the call: what is wrong, and what helps. */
  readonly remedy: string;
  /** A sentence that any end user may see: no ids, no key, nothing of others. */
  readonly public: string;
  /** What was sent, and who said so. */
  readonly sent: Sent;
  /** Where it ended up, as far as the answer tells. */
  readonly served: Served;
  /** The limit that was exceeded, from the text of the message. */
  readonly limit: ExceededLimit | null;
}

/** What the text of a 429 says of a limit; `null`: it does not say. */
export interface ExceededLimit {
  /** The model, as the server calls it. */
  readonly model: string | null;
  /** The name of a limit that several models share. */
  readonly limitName: string | null;
  /** The id of the organization that was charged. */
  readonly organization: string | null;
  /** The id of the project, if the limit is one of a project. */
  readonly project: string | null;
  /** What is counted, as `requests`, `tokens` or `input-images`. */
  readonly unit: string | null;
  /** The period of the limit, as `min` or `day`. */
  readonly period: string | null;
  /** The most that is allowed in the period. */
  readonly limit: number | null;
  /** What the period has seen already. */
  readonly used: number | null;
  /** What the request asked for. */
  readonly requested: number | null;
  /** Milliseconds until another try. */
  readonly wait: number | null;
  /** The request alone is larger than the limit, so that waiting never helps. */
  readonly tooLarge: boolean;
}

/** One request of a call. */
export interface Attempt {
  readonly organization: string | null;
  readonly project: string | null;
  /** Milliseconds that the call had waited before it. */
  readonly waited: number;
  /** Milliseconds until the headers came, or until it failed. */
  readonly duration: number;
  /** The HTTP status; `null` when no answer came. */
  readonly status: number | null;
  /** What kind of failure it was; `null` for the one that succeeded. */
  readonly kind: FailureKind | null;
}

/** How a call went: `meta` of `withResponse()`. */
export interface Meta {
  readonly organization: string | null;
  readonly organizationOrigin: Origin | null;
  readonly project: string | null;
  readonly projectOrigin: Origin | null;
  readonly served: Served;
  /** Every request of the call, the one that succeeded last. */
  readonly attempts: readonly Attempt[];
  /** Milliseconds between its requests. */
  readonly waited: number;
  /** Milliseconds from the last request to the headers of its answer. */
  readonly timeToFirstByte: number;
}

/** What is left of one limit, where the figure comes from and how old it is. */
export interface Figure {
  /** The most that is allowed. */
  readonly limit: number | null;
  /** What is left, less what is in flight. */
  readonly remaining: number | null;
  /** When the limit is whole again, in milliseconds since 1970. */
  readonly resetsAt: number | null;
  /** The headers of an answer, or the text of a 429. */
  readonly source: "header" | "message";
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
  /** How many requests are sent and not answered. */
  readonly inFlight: number;
  /** Until when nothing gets through, in milliseconds since 1970; `null`: as far as is known, something does. */
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
  /**
   * What is left, as far as answers have told. Without a `model`, each limit is the scarcest of all models, and usage
   * is their sum. Without a scope, a list of all places.
   */
  rateLimits(of: Scope & { model?: string }): RateLimits;
  rateLimits(): RateLimits[];
}
