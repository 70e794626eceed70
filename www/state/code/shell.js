// A call as a command.

/** @param {{ name: string, params: any, setup: any, attempts: any[] }} call */
export function inShell({ name, params, setup, attempts }) {
  const path = name === "responses.create" ? "/responses" : "/chat/completions";
  const organization = attempts.at(-1)?.organization ?? setup.organization;
  const header = organization ? ` \\\n  -H "OpenAI-Organization: ${organization}"` : "";
  const body = JSON.stringify(params).replaceAll("'", "'\\''");
  return `curl -N ${setup.baseURL}${path} \\
  -H "Authorization: Bearer $OPENAI_API_KEY"${header} \\
  -H "Content-Type: application/json" \\
  -d '${body}'
`;
}
