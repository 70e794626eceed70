// A frame, which is a realm of its own, with a client that the page around it uses.
import { OpenAIClient } from "./node_modules/openai-wasm/index.js";

globalThis.client = new OpenAIClient({
  apiKey: "sk-simulator",
  baseURL: new URLSearchParams(location.search).get("api"),
  dangerouslyAllowBrowser: true,
});
