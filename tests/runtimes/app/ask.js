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

  // What is loaded when it is first used, a Service Worker cannot load.
  if (!("ServiceWorkerGlobalScope" in globalThis)) await readStructured(client);
  return { answer: chat.choices[0].message.content, streamed };
}

/** A structured answer, parsed as it comes by code that is not there yet. @param {any} client */
async function readStructured(client) {
  const event = (/** @type {object} */ delta, /** @type {string | null} */ finish_reason = null) =>
    `data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  const text =
    event({ role: "assistant", content: '{"team":"Do' }) +
    event({ content: 'dgers"}' }) +
    `${event({}, "stop")}data: [DONE]\n\n`;
  const headers = { "content-type": "text/event-stream" };
  const offline = client.withOptions({ fetch: async () => new Response(text, { headers }) });
  const response_format = { type: "json_schema", json_schema: { name: "s", schema: {} } };
  const stream = offline.chat.completions.stream({ model: "gpt-4o", messages, response_format });
  const teams = [];
  stream.on("content.delta", ({ parsed }) => teams.push(parsed.team));
  const { parsed } = await stream.finalMessage();
  teams.push(parsed.team);
  if (teams.join() !== "Do,Dodgers,Dodgers") throw new Error(`a helper gave ${teams}`);
}
