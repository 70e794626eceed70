// The arguments and the environment of a cargo that compiles for the web.
import { target } from "./toolchain.mjs";

// The standard library is compiled with the crate: for size, and ending at once where it would
// panic, which drops every message and all formatting. A smaller stack brings data to addresses that
// take a byte less to name. Without reference types and multiple values, what wasm-bindgen writes is
// half a kilobyte smaller and no slower, and older engines take it. The compiler's own inliner, a little
// busier than it is by itself, leaves LLVM less to do: 1.5 KB of what is downloaded.
const smallest = [
  "-Zunstable-options",
  "-Cpanic=immediate-abort",
  "-Zlocation-detail=none",
  "-Zfmt-debug=none",
  "-Clink-arg=-zstack-size=65536",
  "-Zmir-opt-level=3",
  "-Zinline-mir-threshold=20",
  "-Zinline-mir-hint-threshold=40",
  "-Ctarget-feature=-reference-types,-multivalue",
].join(" ");
const std = ["-Z", "build-std=std,panic_abort"];
const forSize = ["-Z", "build-std-features=optimize_for_size"];

/** The npm package is the classes for JavaScript, without the client for Rust. */
export const ofPackage = ["--no-default-features", "--features", "exports"];

/**
 * @param {import("./toolchain.mjs").Toolchain} toolchain
 * @param {{release?: boolean, features?: string[]}} [options]
 * @returns {{args: string[], env: NodeJS.ProcessEnv}}
 */
export function forWeb({ env, buildsStd }, { release = false, features = [] } = {}) {
  const args = ["--target", target, ...features, ...(release ? ["--release"] : [])];
  if (!buildsStd) return { args, env: { ...env, RUSTFLAGS: "" } };
  const flags = release ? smallest : "";
  return {
    args: [...args, ...std, ...(release ? forSize : [])],
    env: { ...env, RUSTC_BOOTSTRAP: "1", RUSTFLAGS: flags },
  };
}
