// Begins well, and ends as failed or incomplete, in the words of the Responses API.

const begun = { type: "response.output_text.delta", output_index: 0, delta: "It began" };

const endings = {
  failed: {
    status: "failed",
    error: { code: "server_error", message: "The model ran out of luck." },
  },
  limit: { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } },
  filter: { status: "incomplete", incomplete_details: { reason: "content_filter" } },
  nothing: { status: "failed", error: null },
};

/** The message says how it is to end. */
export default ({ path, body }) => {
  if (path !== "/responses") return undefined;
  const response = { output: [], ...endings[body.input.at(-1).content] };
  return { events: [begun, { type: `response.${response.status}`, response }] };
};
