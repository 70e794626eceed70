// Builds the npm package into pkg/: cargo, wasm-bindgen, wasm-opt, then the packer.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { forWeb, ofPackage } from "./wasm/cargo-args.mjs";
import { trimGlue } from "./shrink/glue.mjs";
import { shortenNames } from "./shrink/names.mjs";
import { pack, wasmName } from "./package/pack.mjs";
import { at } from "./lib/paths.mjs";
import * as payload from "./shrink/payload.mjs";
import { run } from "./lib/run.mjs";
import { runMain } from "./lib/main.mjs";
import { setup } from "./machine/setup.mjs";
import { step } from "./lib/step.mjs";
import { target, targetDir } from "./wasm/toolchain.mjs";
import { bindgen, bindgenVersion, optimize } from "./wasm/tools.mjs";

// The module does not depend on what js/ contains: the packer takes the files that Rust imports from there.
const sources = [
  "Cargo.toml",
  "Cargo.lock",
  "src",
  "scripts/wasm/cargo-args.mjs",
  "scripts/shrink/glue.mjs",
  "scripts/shrink/names.mjs",
  "scripts/shrink/sort-functions.mjs",
  "scripts/wasm/tools.mjs",
];
const packed = ["js", "package.json", "Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE"];
const packers = [
  "scripts/package/pack.mjs",
  "scripts/shrink/payload.mjs",
  "scripts/package/npm-manifest.mjs",
];

/**
 * @param {import("./wasm/toolchain.mjs").Toolchain} toolchain
 * @param {{release?: boolean}} [options] a build that is no release explains its panics
 */
export async function build(toolchain, { release = true } = {}) {
  const kind = release ? "release" : "debug";
  const folder = `target/bindgen/${kind}`;
  const wasm = `${folder}/${wasmName}`;
  await step(`module, ${kind}`, () => compile(toolchain, release, folder), {
    inputs: sources,
    key: `${toolchain.note} ${bindgenVersion()}`,
    outputs: [wasm],
  });
  await step("payload", () => payload.buildPayload(toolchain), {
    inputs: [
      ...payload.sources,
      "Cargo.toml",
      "scripts/wasm/cargo-args.mjs",
      "scripts/wasm/tools.mjs",
    ],
    key: toolchain.note,
    outputs: payload.outputs,
  });
  await step("package", () => pack(folder, { release }), {
    inputs: [wasm, `${folder}/openai_wasm_bg.js`, ...payload.outputs, ...packed, ...packers],
    key: kind,
    outputs: ["pkg/package.json", "pkg/index.js"],
  });
  if (release && !toolchain.buildsStd) console.log(larger);
}

const larger =
  "  the module is larger than it could be: `rustup component add rust-src` lets the build compile\n" +
  "  the standard library for size";

async function compile(toolchain, release, folder) {
  const { args, env } = forWeb(toolchain, { release, features: ofPackage });
  await run(toolchain.cargo, ["build", "--lib", ...args], { env });
  const kind = release ? "release" : "debug";
  const from = path.join(targetDir, target, kind, "openai_wasm.wasm");
  fs.rmSync(at(folder), { recursive: true, force: true });
  const kept = release ? ["--remove-name-section", "--remove-producers-section"] : ["--debug"];
  await run(bindgen, ["--target", "bundler", ...kept, "--out-dir", at(folder), from]);
  rewrite(at(folder, wasmName), at(folder, "openai_wasm_bg.js"));
  if (release) await optimize(at(folder, wasmName), at(folder, wasmName));
}

/** @param {string} wasm what wasm-bindgen wrote @param {string} js the same */
function rewrite(wasm, js) {
  const { module, glue } = shortenNames(fs.readFileSync(wasm), fs.readFileSync(js, "utf8"));
  fs.writeFileSync(wasm, module);
  fs.writeFileSync(js, trimGlue(glue));
}

async function main() {
  const begun = performance.now();
  await build(await setup(), { release: !process.argv.includes("--dev") });
  console.log(`built pkg/ in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runMain(main);
}
