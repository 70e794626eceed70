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
const stream = await client.${name}(${paramsIn(params)});
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

/** The parameters of a call as JavaScript, each message on a line of its own. */
function paramsIn(params) {
  const lines = Object.entries(params).map(([name, value]) => `  ${name}: ${listed(value)},`);
  return `{\n${lines.join("\n")}\n}`;
}

function listed(value) {
  if (!Array.isArray(value)) return literal(value);
  return `[\n${value.map((one) => `    ${literal(one)},`).join("\n")}\n  ]`;
}

/** A value as JavaScript in one line; names have no quotes where they need none. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(shorten("", value));
  const pairs = Object.entries(value).map(([name, one]) => `${nameIn(name)}: ${literal(one)}`);
  return `{ ${pairs.join(", ")} }`;
}

const nameIn = (name) => (/^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name));

const shorten = (_, value) =>
  typeof value === "string" && value.length > longest ? `${value.slice(0, longest)}…` : value;
