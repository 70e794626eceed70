// What the compiler has to refuse: each line under an expected error would compile if the types were loose.
import OpenAI from "openai-wasm";

const client = new OpenAI({ apiKey: "sk-simulator" });
// @ts-expect-error a number is no organization
client.organization = 5;
// @ts-expect-error a chat needs messages
await client.chat.completions.create({ model: "gpt-4o" });
// @ts-expect-error there is no such endpoint
client.chat.completion;
