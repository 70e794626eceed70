// Builds the npm package into pkg/: cargo, wasm-bindgen, what shrinks their output, then the packer.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runMain } from "./lib/main.mjs";
import { at } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";
import { step } from "./lib/step.mjs";
import { setup } from "./machine/setup.mjs";
import { pack } from "./package/pack.mjs";
import { outputs, shrink, tricks, wasmName } from "./shrink/index.mjs";
import * as payload from "./shrink/payload.mjs";
import { forWeb, ofPackage } from "./wasm/cargo-args.mjs";
import { buildPartialJSON, partialJSONFile, partialJSONSources } from "./wasm/partial-json.mjs";
import { target, targetDir } from "./wasm/toolchain.mjs";
import { bindgen, bindgenVersion } from "./wasm/tools.mjs";

// The module does not depend on what js/ contains: the packer takes the files that Rust imports from there.
const sources = ["Cargo.toml", "Cargo.lock", "src", "scripts/wasm"];
const packed = ["js", "package.json", "Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE"];

/**
 * @param {import("./wasm/toolchain.mjs").Toolchain} toolchain
 * @param {{release?: boolean, plain?: boolean}} [options] a build that is no release explains its
 *   panics; a plain one is what wasm-bindgen wrote
 */
export async function build(toolchain, { release = true, plain = !release } = {}) {
  const kind = release ? "release" : "debug";
  const bindings = `target/bindgen/${kind}`;
  await step(`module, ${kind}`, () => compile(toolchain, release, bindings), {
    inputs: sources,
    key: `${toolchain.note} ${bindgenVersion()}`,
    outputs: [`${bindings}/${wasmName}`],
  });
  const folder = `target/package/${plain ? `${kind}-plain` : kind}`;
  await prepare(toolchain, { bindings, folder, plain });
  await step("partial JSON", () => buildPartialJSON(toolchain), {
    inputs: [...partialJSONSources, "Cargo.toml", "scripts/wasm"],
    key: toolchain.note,
    outputs: [partialJSONFile],
  });
  await step("package", () => pack(folder, { release }), {
    inputs: [folder, partialJSONFile, ...packed, "scripts/package"],
    key: folder,
    outputs: ["pkg/package.json", "pkg/index.js"],
  });
  if (release && !toolchain.buildsStd) console.log(larger);
}

const larger =
  "  the module is larger than what is published: `rustup component add rust-src` lets the build\n" +
  "  compile the standard library for size";

async function compile(toolchain, release, folder) {
  const { args, env } = forWeb(toolchain, { release, features: ofPackage });
  await run(toolchain.cargo, ["build", "--lib", ...args], { env });
  const kind = release ? "release" : "debug";
  const from = path.join(targetDir, target, kind, "openai_wasm.wasm");
  fs.rmSync(at(folder), { recursive: true, force: true });
  await run(bindgen, ["bundler", kind, from, at(folder), "openai_wasm"]);
}

/** Gives the module, its glue and its text the form that they are packed in. */
async function prepare(toolchain, { bindings, folder, plain }) {
  if (!plain) {
    await step("payload", () => payload.buildPayload(toolchain), {
      inputs: [...payload.sources, "Cargo.toml", "scripts/wasm"],
      key: toolchain.note,
      outputs: payload.outputs,
    });
  }
  const without = plain ? tricks : [];
  await step(
    plain ? "plain module" : "shrink",
    () => shrink(at(bindings), at(folder), { without }),
    {
      inputs: [bindings, ...(plain ? [] : payload.outputs), "scripts/shrink"],
      key: folder,
      outputs: outputs.map((name) => `${folder}/${name}`),
    },
  );
}

async function main() {
  const begun = performance.now();
  const { values } = parseArgs({
    options: { dev: { type: "boolean" }, plain: { type: "boolean" } },
  });
  await build(await setup(), { release: !values.dev, ...(values.plain && { plain: true }) });
  console.log(`built pkg/ in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runMain(main);
}
