// A call as a program in JavaScript.

/** @param {{ name: string, params: any, setup: any }} call */
export function inJavaScript({ name, params, setup }) {
  const { baseURL, organization = null, organizations, routing, publicKey } = setup;
  const options = [
    `apiKey: ${publicKey ? literal(publicKey) : "process.env.OPENAI_API_KEY"}`,
    ...(baseURL === "https://api.openai.com/v1" ? [] : [`baseURL: ${literal(baseURL)}`]),
    // What is not named here would be taken from the environment.
    ...(routing ? routingIn(organizations, routing) : [`organization: ${literal(organization)}`]),
  ];
  return `import { OpenAIClient } from "openai-wasm";

const client = new OpenAIClient({
  ${options.join(",\n  ")},
});
${params.stream === true ? streamed(name, params) : whole(name, params)}`;
}

const streamed = (name, params) => `const stream = await client.${name}(${paramsIn(params)});
for await (const text of stream.text()) {
  process.stdout.write(text);
}
`;

const whole = (name, params) => `const answer = await client.${name}(${paramsIn(params)});
console.log(JSON.stringify(answer, null, 2));
`;

const routingIn = (organizations, routing) => [
  `organizations: ${literal(organizations.map((organization) => ({ organization })))}`,
  `routing: ${literal(routing)}`,
  "onRoute: ({ organization, to }) => console.error(`${organization} → ${to}`)",
];

/** The parameters of a call, each message on a line of its own. */
function paramsIn(params) {
  const lines = Object.entries(params).map(
    ([name, value]) => `  ${nameIn(name)}: ${listed(value)},`,
  );
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

/** The name `__proto__` would not be a property of its own without brackets. */
function nameIn(name) {
  if (name === "__proto__") return '["__proto__"]';
  return /^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name);
}
