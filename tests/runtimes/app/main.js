// The page that the bundlers build: it asks the API that its address names.
import { OpenAIClient } from "openai-wasm";
import { ask } from "./ask.js";

globalThis.answers = ask(OpenAIClient, new URLSearchParams(location.search).get("api"));
