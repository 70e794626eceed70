// Calls that must type-check: those of `openai` as they are, and ours.
import OpenAI, { APIError, OpenAIClient, RateLimitError, toFile } from "openai-wasm";
import type { FailureKind, Verification } from "openai-wasm";

const organizations = [{ organization: "org-a", weight: 2 }, { organization: "org-b" }];
export const client = new OpenAI({ apiKey: "sk-x", organizations, routing: "failover" });
export const short = new OpenAIClient("sk-x");
const model = "gpt-4o";
const scope = { organization: "org-a", project: null };

export async function askForAnswers() {
  const message: OpenAI.Chat.ChatCompletionMessageParam = { role: "user", content: "hi" };
  const body: OpenAI.ChatCompletionCreateParamsNonStreaming = { model, messages: [message] };
  const answer = await client.chat.completions.create(body, { organization: "org-a" });
  answer.choices[0]?.message.content satisfies string | null | undefined;
  answer satisfies OpenAI.ChatCompletion;
  const response = await client.responses.create({ model, input: "hi" });
  response.output_text satisfies string;
  const parsed = await client.responses.parse({ model, input: "hi" });
  parsed.output_parsed satisfies null;
}

export async function readStreams() {
  const stream = true;
  const body = { model, messages: [], stream } as const;
  const chunks = await client.chat.completions.create(
    { ...body, messages: [] },
    { organization: null, idleTimeout: 5000, maxEventBytes: 2 ** 20 },
  );
  for await (const chunk of chunks) chunk.choices[0]?.delta satisfies object | undefined;
  const events = await client.responses.create({ model, input: "hi", stream });
  for await (const event of events) event.type satisfies string;
}

export async function readText() {
  const { completions } = client.chat;
  const chunks = await completions.create({ model, messages: [], stream: true }, scope);
  for await (const piece of chunks.text()) piece satisfies string;
  const events = await client.responses.create({ model, input: "hi", stream: true });
  for await (const piece of events.text()) piece satisfies string;
  const [first] = chunks.tee();
  for await (const chunk of first) chunk.choices satisfies object[];
}

export async function askHowItWent() {
  const promise = client.chat.completions.create({ model, messages: [] });
  const { data, meta } = await promise.withResponse();
  data.choices satisfies object[];
  meta.attempts[0]?.kind satisfies string | null | undefined;
  meta.served.organization satisfies string | null;
  const page = await client.files.list().withResponse();
  page.data.data[0]?.id satisfies string | undefined;
  page.meta.timeToFirstByte satisfies number;
  const streamed = client.responses.create({ model, input: "hi", stream: true });
  (await streamed.withResponse()).meta.waited satisfies number;
}

export async function listThings() {
  for await (const file of client.files.list({ limit: 1 }, scope)) file.id satisfies string;
  for await (const file of client.files.list()) file.id satisfies string;
  const page = await client.models.list({ organization: "org-a" });
  page.data satisfies OpenAI.Model[];
  await client.admin.organization.projects.list({}, { timeout: 5 });
}

export async function useFiles() {
  const file = await toFile(new Blob(["hi"]), "hi.txt");
  await client.files.create({ file, purpose: "assistants" }, scope);
  const bytes: Response = await client.files.content("file-1", scope);
  const text = await client.audio.transcriptions.create({ file, model: "whisper-1" }, scope);
  text.text satisfies string;
  await client.vectorStores.files.createAndPoll("vs_1", { file_id: "f" }, { pollIntervalMs: 5 });
  return bytes;
}

export async function passIds() {
  const run = await client.beta.threads.runs.retrieve("run_1", { thread_id: "t" }, scope);
  run.status satisfies string;
  const { data, response, request_id } = await client.files.retrieve("f", scope).withResponse();
  data.bytes satisfies number;
  response.status satisfies number;
  request_id satisfies string | null;
  const thing = await client.get<{ a: 1 }>("/things", { query: { a: 1 }, ...scope });
  thing.a satisfies 1;
}

export async function chooseOrganizations() {
  client.organization = "org-b";
  client.project = null;
  client.withOptions(scope).chat.completions satisfies OpenAI.Chat.Completions;
  (await client.verify(["org-a"])) satisfies Verification[];
  (await client.verify("org-a")) satisfies Verification[];
  client.rateLimits({ organization: "org-a", model }).requests?.remaining satisfies
    number | null | undefined;
}

export function explain(error: unknown) {
  if (error instanceof RateLimitError) error.status satisfies 429;
  if (error instanceof OpenAI.APIError) error.requestID satisfies string | null | undefined;
  if (error instanceof APIError) {
    error.diagnosis.kind satisfies FailureKind;
    error.diagnosis.limit?.used satisfies number | null | undefined;
    if (error.diagnosis.kind === "insufficient_quota") return error.diagnosis.public;
    // @ts-expect-error there is no such kind
    if (error.diagnosis.kind === "rate_limit") return "";
  }
  return error instanceof APIError ? error.diagnosis.remedy : undefined;
}

export const heard = new OpenAI({
  organizations: ["org-a", { name: "team", organization: "org-b", apiKey: "sk-b" }],
  onRequest: ({ callId, attempt, url }) =>
    [callId, attempt, url] satisfies [number, number, string],
  onRoute: ({ kind, to }) => [kind, to] satisfies [FailureKind, string | null],
  onLimit: ({ figure }) => figure.remaining satisfies number | null,
});
