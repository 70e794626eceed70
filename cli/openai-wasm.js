#!/usr/bin/env node
// The command: which organizations a key may use, what is left there, and what was spent.

import { OpenAIClient } from "openai-wasm";
import { run } from "./run.js";

const { stdout, stderr } = process;
process.exitCode = await run(process.argv.slice(2), {
  OpenAIClient,
  out: (text) => stdout.write(`${text}\n`),
  err: (text) => stderr.write(`${text}\n`),
});
