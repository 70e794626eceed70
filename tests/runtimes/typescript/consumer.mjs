// TypeScript: the README's code, and what is not in it, under each way to resolve modules.
import { readFileSync, writeFileSync } from "node:fs";
import { at } from "../../../scripts/lib/paths.mjs";

const strict = "--noEmit --strict --target es2023 --lib es2023,dom,dom.iterable --types node";
// The README's code is JavaScript, where what is caught needs no type.
const how = [...strict.split(" "), "--useUnknownInCatchVariables", "false"];

const resolutions = [
  { name: "bundler", args: ["--module", "esnext", "--moduleResolution", "bundler"], more: [] },
  { name: "node16", args: ["--module", "node16"], more: ["common.cts"] },
  { name: "nodenext", args: ["--module", "nodenext"], more: ["common.cts"] },
];

const compilers = [
  { name: "typescript", tried: resolutions, faster: [] },
  // The older compiler takes a minute when it also checks what others declare.
  { name: "typescript-5", tried: resolutions.slice(-1), faster: ["--skipLibCheck"] },
];

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, file }) {
  writeFileSync(file("readme.ts"), readmeCode());
  for (const { name, tried, faster } of compilers) {
    for (const { args, more } of tried) {
      const files = ["readme.ts", "wrong.ts", "entries.ts", ...more];
      await execute("node", [`node_modules/${name}/bin/tsc`, ...how, ...faster, ...args, ...files]);
    }
  }
  const { version } = JSON.parse(
    readFileSync(file("node_modules/typescript-5/package.json"), "utf8"),
  );
  const note = `and ${version}: ${resolutions.map(({ name }) => name).join(", ")}`;
  return { note };
}

/** What the README's examples take as given. */
const given = `const apiKey = "sk-simulator";
const body: OpenAI.ChatCompletionCreateParamsNonStreaming = { model: "gpt-4o", messages: [] };
`;

const typed = [
  // TypeScript widens the roles of a list that stands by itself.
  ["const messages = [", "const messages: OpenAI.ChatCompletionMessageParam[] = ["],
  // Answers have the types of `openai`, which know no `meta`.
  ["const { data, meta } =", "const { data, meta }: any ="],
];

/** All of the README's JavaScript, one block after the other, as a reader would type it. */
function readmeCode() {
  const text = readFileSync(at("README.md"), "utf8");
  const blocks = [...text.matchAll(/^```(?:js|ts)\n([\s\S]*?)^```/gm)].map(([, code]) => code);
  if (blocks.length === 0) throw new Error("README.md has no code");
  const code = [given, ...blocks].join("\n");
  return typed.reduce((text, [from, to]) => text.replace(from, to), code);
}
