// A call as a function in Rust; tests/rust-client/snippets.rs has examples that cargo compiles.

const strategies = { failover: "Failover", headroom: "Headroom" };

/** Where the text is in an event of either API. */
const texts = {
  "chat.completions.create": "/choices/0/delta/content",
  "responses.create": "/delta",
};

/** @param {{ name: string, params: any, setup: any }} call */
export function inRust({ name, params, setup }) {
  const { stream, ...body } = params;
  const names = ["Client", "Error", ...(setup.routing ? ["Organization", "Routing"] : [])];
  return `${keyLine(setup)}use openai_wasm::{${names.join(", ")}};
use serde_json::{Value, json};

async fn ask(key: &str, print: impl Fn(&str)) -> Result<(), Error> {
${clientIn(setup)}
    let body = json!(${paramsIn(body)});
    let mut events = client.stream::<_, Value>(${literal(name)}, &body);
    while let Some(event) = events.next().await {
        let event = event?;
        let text = event.pointer(${literal(texts[name])}).and_then(Value::as_str);
        print(text.unwrap_or_default());
    }
    Ok(())
}
`;
}

/** In a browser there is no environment to read a key from: whoever calls has it. */
const keyLine = ({ publicKey }) =>
  publicKey ? `// The key of the simulator: ${literal(publicKey)}.\n` : "";

function clientIn({ baseURL, organization, organizations, routing }) {
  const options = [
    "api_key(key)",
    ...(baseURL === "https://api.openai.com/v1" ? [] : [`base_url(${literal(baseURL)})`]),
    ...(organization && !routing ? [`organization(${literal(organization)})`] : []),
    ...(routing ? [`organizations(&list, Routing::${strategies[routing]})`] : []),
    "build()?",
  ];
  const list = routing ? listIn(organizations) : "";
  return `${list}    let client = Client::builder()${options.map((option) => `\n        .${option}`).join("")};`;
}

/** The hooks of the client for JavaScript are not in this one. */
const listIn = (organizations) => `    let list = [
${organizations.map((id) => `        Organization::new(${literal(id)}),`).join("\n")}
    ];
    // There are no hooks in Rust yet, so a move is not seen.
`;

/** The parameters as the text of \`json!\`, each message on a line of its own. */
function paramsIn(params) {
  const lines = Object.entries(params).map(
    ([name, value]) => `        ${literal(name)}: ${listed(value)},`,
  );
  return `{\n${lines.join("\n")}\n    }`;
}

function listed(value) {
  if (!Array.isArray(value)) return literal(value);
  return `[\n${value.map((one) => `            ${literal(one)},`).join("\n")}\n        ]`;
}

function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "string") return textIn(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, one]) => `${textIn(name)}: ${literal(one)}`);
  return `{ ${pairs.join(", ")} }`;
}

/** What JSON escapes in other words than Rust. */
const escapes = { b: "\\u{8}", f: "\\u{c}" };

function textIn(text) {
  return JSON.stringify(text).replaceAll(/\\(?:u([\da-f]{4})|(.))/g, (whole, point, letter) => {
    if (!point) return escapes[letter] ?? whole;
    // Half a pair of surrogates is no character.
    return /^d[89a-f]/.test(point) ? "\\u{fffd}" : `\\u{${point}}`;
  });
}
