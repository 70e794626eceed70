// CommonJS in TypeScript.
import { OpenAIClient, RateLimitError } from "openai-wasm";
import openai = require("openai-wasm");

export const client: OpenAIClient = new openai.OpenAIClient("sk-simulator");
export const isLimit = (error: unknown) => error instanceof RateLimitError;
