// The packed package, as the tests import it.
export * from "../../pkg/index.js";
export { default } from "../../pkg/index.js";
