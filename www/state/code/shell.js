// A call as a command.

/** @param {{ name: string, params: any, setup: any, attempts: any[] }} call */
export function inShell({ name, params, setup, attempts }) {
  const path = name === "responses.create" ? "/responses" : "/chat/completions";
  const last = attempts.at(-1);
  const organization = last ? last.organization : (setup.organization ?? null);
  const headers = [
    `"Authorization: Bearer ${setup.publicKey ?? "$OPENAI_API_KEY"}"`,
    ...(organization === null ? [] : [quoted(`OpenAI-Organization: ${organization}`)]),
    '"Content-Type: application/json"',
  ];
  const lines = headers.map((header) => `  -H ${header} \\`).join("\n");
  // A body in the command itself could be longer than a system allows; in one line, it cannot
  // end the document early.
  return `curl -N ${quoted(last?.url ?? `${setup.baseURL}${path}`)} \\
${lines}
  --data-binary @- <<'JSON'
${JSON.stringify(params)}
JSON
`;
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
