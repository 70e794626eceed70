// A page that asks in the browser; the server renders it too, with the client imported.
"use client";
import { useEffect } from "react";
import { OpenAIClient } from "openai-wasm";
import { ask } from "../ask.js";

export default function Page() {
  useEffect(() => {
    const api = new URLSearchParams(location.search).get("api");
    globalThis.answers ??= ask(OpenAIClient, api);
  }, []);
  return <p>{OpenAIClient.name}</p>;
}
