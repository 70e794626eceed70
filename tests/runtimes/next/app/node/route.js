// A route that Node runs.
import { OpenAIClient } from "openai-wasm";
import { ask } from "../../ask.js";

export async function GET(request) {
  return Response.json(await ask(OpenAIClient, new URL(request.url).searchParams.get("api")));
}
