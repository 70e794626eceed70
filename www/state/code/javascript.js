// A call as a program in JavaScript.

/** @param {{ name: string, params: any, setup: any }} call */
export function inJavaScript({ name, params, setup }) {
  const { baseURL, organization, organizations, routing } = setup;
  const options = [
    'apiKey: "…"',
    ...(baseURL === "https://api.openai.com/v1" ? [] : [`baseURL: ${literal(baseURL)}`]),
    ...(organization && !routing ? [`organization: ${literal(organization)}`] : []),
    ...(routing ? routingIn(organizations, routing) : []),
  ];
  return `import { OpenAIClient } from "openai-wasm";

const client = new OpenAIClient({
  ${options.join(",\n  ")},
});
const stream = await client.${name}(${paramsIn(params)});
for await (const text of stream.text()) {
  console.log(text);
}
`;
}

const routingIn = (organizations, routing) => [
  `organizations: ${literal(organizations.map((organization) => ({ organization })))}`,
  `routing: ${literal(routing)}`,
  "onRoute: ({ organization, to }) => console.log(`${organization} → ${to}`)",
];

/** The parameters of a call, each message on a line of its own. */
function paramsIn(params) {
  const lines = Object.entries(params).map(([name, value]) => `  ${name}: ${listed(value)},`);
  return `{\n${lines.join("\n")}\n}`;
}

function listed(value) {
  if (!Array.isArray(value)) return literal(value);
  return `[\n${value.map((one) => `    ${literal(one)},`).join("\n")}\n  ]`;
}

/** A value in one line; names have no quotes where they need none. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, one]) => `${nameIn(name)}: ${literal(one)}`);
  return `{ ${pairs.join(", ")} }`;
}

const nameIn = (name) => (/^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name));
