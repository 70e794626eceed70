// The code that makes the same call, for people to take with them.

/** Texts longer than this make no good example. */
const longest = 400;

/**
 * @param {import("./calls.js").Call & { setup: any }} call
 * @returns {{ language: string, code: string }[]}
 */
export const snippets = (call) => [
  { language: "JavaScript", code: inJavaScript(call) },
  { language: "curl", code: inShell(call) },
];

function inJavaScript({ name, params, setup }) {
  const { baseURL, organization, organizations, routing } = setup;
  const options = [
    'apiKey: "…"',
    ...(baseURL === "https://api.openai.com/v1" ? [] : [`baseURL: ${literal(baseURL)}`]),
    ...(organization && !routing ? [`organization: ${literal(organization)}`] : []),
    ...(routing
      ? [`organizations: ${literal(organizations)}`, `routing: ${literal(routing)}`]
      : []),
  ];
  return `import { OpenAIClient } from "openai-wasm";

const client = new OpenAIClient({
  ${options.join(",\n  ")},
});
const stream = await client.${name}(${literal(params)});
for await (const event of stream) {
  console.log(${name === "responses.create" ? "event.delta" : "event.choices[0]?.delta?.content"});
}
`;
}

function inShell({ name, params, setup, attempts }) {
  const path = name === "responses.create" ? "/responses" : "/chat/completions";
  const organization = attempts.at(-1)?.organization ?? setup.organization;
  const header = organization ? ` \\\n  -H "OpenAI-Organization: ${organization}"` : "";
  const body = JSON.stringify(params, shorten).replaceAll("'", "'\\''");
  return `curl -N ${setup.baseURL}${path} \\
  -H "Authorization: Bearer $OPENAI_API_KEY"${header} \\
  -H "Content-Type: application/json" \\
  -d '${body}'
`;
}

/** A value as JavaScript: names without quotes where they need none. */
function literal(value) {
  return JSON.stringify(value, shorten, 2).replaceAll(/^(\s*)"([a-z_]\w*)":/gim, "$1$2:");
}

const shorten = (_, value) =>
  typeof value === "string" && value.length > longest ? `${value.slice(0, longest)}…` : value;
