// A CommonJS module under Node: the class itself is what `require` gives.
const OpenAI = require("openai-wasm");

async function main() {
  const { ask } = await import("./ask.js");
  console.log(JSON.stringify(await ask(OpenAI, process.env.OPENAI_BASE_URL)));
}

main();
