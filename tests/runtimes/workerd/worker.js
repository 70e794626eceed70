// A Worker that asks whenever it is asked, or moves files about.
import { OpenAIClient, toStreamingFile } from "openai-wasm";
import { ask } from "./ask.js";

const bytes = new TextEncoder().encode("what is in the file");

async function* chunks() {
  yield bytes.slice(0, 4);
  yield bytes.slice(4);
}

/** Uploads that stream and do not, a download with a signal, a list, and the usual questions. */
async function moveFiles(baseURL) {
  const client = new OpenAIClient({ apiKey: "sk-simulator", baseURL });
  const purpose = "assistants";
  const plain = await client.files.create({ file: new File([bytes], "a.txt"), purpose });
  const file = toStreamingFile(chunks(), "b.txt");
  const streaming = await client.files.create({ file, purpose });
  const { signal } = new AbortController();
  const content = await client.files.content(plain.id, { signal });
  const list = await client.files.list();
  const { streamed } = await ask(OpenAIClient, baseURL);
  const uploads = [plain, streaming].map(({ filename, bytes }) => [filename, bytes]);
  return { uploads, content: await content.text(), list: list.data.length, streamed };
}

export default {
  async fetch(request, env) {
    if (!request.url.endsWith("/files")) {
      return Response.json(await ask(OpenAIClient, env.OPENAI_BASE_URL));
    }
    const outcome = moveFiles(env.OPENAI_BASE_URL).catch((error) => ({
      error: String(error.stack),
    }));
    return Response.json(await outcome);
  },
};
