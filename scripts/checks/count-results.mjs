// Reads how many tests passed and failed in what cargo, wasm-bindgen and node print.

const patterns = [
  // cargo and wasm-bindgen-test-runner
  { passed: /^test result: .*?(\d+) passed/gm, failed: /^test result: .*?(\d+) failed/gm },
  // node --test, with its report for people and its TAP
  { passed: /^(?:ℹ|#) pass (\d+)/gm, failed: /^(?:ℹ|#) fail (\d+)/gm },
];

/**
 * @param {string} output
 * @returns {{passed: number, failed: number}}
 */
export function countOf(output) {
  return {
    passed: sum(output, "passed"),
    failed: sum(output, "failed"),
  };
}

function sum(output, kind) {
  const matches = patterns.flatMap((pattern) => [...output.matchAll(pattern[kind])]);
  return matches.reduce((total, [, count]) => total + Number(count), 0);
}
