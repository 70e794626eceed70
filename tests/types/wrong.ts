// Calls that must not type-check; each would pass if a type had become `any`.
import OpenAI from "openai-wasm";

const client = new OpenAI("sk-x");
const organization = "org-a";

// @ts-expect-error an option that does not exist
client.files.retrieve("file-1", { organisation: organization });

// @ts-expect-error a number is no organization
client.files.retrieve("file-1", { organization: 1 });

// @ts-expect-error a model is text
client.chat.completions.create({ model: 1, messages: [] }, { organization });

// @ts-expect-error an id is missing in the params
client.beta.threads.runs.retrieve("run_1", {}, { organization });

// @ts-expect-error an answer that is no stream
(await client.chat.completions.create({ model: "m", messages: [] }, { organization })).controller;

// @ts-expect-error a namespace that does not exist
client.nothing;

// @ts-expect-error a way to authenticate that is not here
new OpenAI({ workloadIdentity: {} });

// @ts-expect-error a strategy that does not exist
new OpenAI({ routing: "random" });

// @ts-expect-error a type that does not exist
export type Nothing = OpenAI.Nothing;
