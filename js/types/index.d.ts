// The types of the package.
export type * from "./api.js";
export * from "./exceptions.js";
export type * from "./kinds.js";
export { OpenAI, OpenAI as OpenAIClient, OpenAI as default } from "./openai.js";
export { APIPromise, PagePromise, toFile, toStreamingFile, type Uploadable } from "openai";
export { Stream } from "openai/core/streaming";
