// Prints how ours stands beside `openai`, for whoever reads what CI printed: a report fails nothing.
import { run } from "../lib/run.mjs";

const figures = ["download", "call", "event-1", "event-16", "text-1", "text-16"];
const quick = ["--clients", "ours,openai", "--rounds", "1"];

export async function report() {
  const args = ["bench/run.mjs", "--check", "--only", figures.join(","), ...quick];
  const printed = await run(process.execPath, args).catch(
    ({ output, message }) => output || message,
  );
  const lines = printed.split("\n").filter((line) => /^(\||missed)/.test(line));
  console.log(["beside openai, measured once:", ...lines].join("\n"));
}
