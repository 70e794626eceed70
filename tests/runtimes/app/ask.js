// What every consumer does: a call that answers with JSON, and a streamed one for another organization.

const messages = [{ role: "user", content: "Who won the world series in 2020?" }];

/**
 * @param {typeof import("openai-wasm").OpenAIClient} OpenAIClient
 * @param {string} baseURL
 */
export async function ask(OpenAIClient, baseURL) {
  const client = new OpenAIClient({
    apiKey: "sk-simulator",
    organization: "org-team",
    baseURL,
    dangerouslyAllowBrowser: true,
  });
  const chat = await client.chat.completions.create({ model: "gpt-4o", messages });

  client.organization = "org-personal";
  const stream = await client.chat.completions.create({ model: "gpt-4o", messages, stream: true });
  let streamed = "";
  for await (const chunk of stream) streamed += chunk.choices[0]?.delta.content ?? "";

  return { answer: chat.choices[0].message.content, streamed };
}
