// An app that imports the client and never uses it: nothing of the package may be left in its bundle.
import { OpenAIClient } from "openai-wasm";
import "openai-wasm";

const neverCalled = () => new OpenAIClient();
console.log("unused");
