// jest, with its defaults: in Node, in jsdom, and in a jsdom with the platform's encoders.
import { readFileSync, writeFileSync } from "node:fs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, accept, file, baseURL }) {
  const source = readFileSync(file("ask.js"), "utf8");
  writeFileSync(file("ask.cjs"), `${source.replace("export ", "")}\nmodule.exports = { ask };\n`);
  await execute("jest", ["ask"], { env: { OPENAI_BASE_URL: baseURL } });
  await execute("jest", ["lacking", "--env", "jsdom"]);
  await execute("jest", ["complete", "--env", "jest-fixed-jsdom"]);
  accept(JSON.parse(readFileSync(file("answers.json"), "utf8")));
  return { note: "node, jsdom" };
}
