// Node 24, which also runs TypeScript: the same apps and checks as under the Node of the machine.
export { run } from "../node/consumer.mjs";

export const source = "node";
