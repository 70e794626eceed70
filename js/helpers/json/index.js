// JSON that is not whole yet, without the client.

export { PartialJSON } from "./partial-json.js";
