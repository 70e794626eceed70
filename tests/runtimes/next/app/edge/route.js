// A route of the edge runtime.
import { OpenAIClient } from "openai-wasm";
import { ask } from "../../ask.js";

export const runtime = "edge";

export async function GET(request) {
  return Response.json(await ask(OpenAIClient, new URL(request.url).searchParams.get("api")));
}
