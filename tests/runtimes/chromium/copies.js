// Two copies of the package on a page, as after a hot reload, and a third in a frame: all of them work.
import * as first from "./node_modules/openai-wasm/index.js";
import * as second from "./node_modules/openai-wasm/index.js?reloaded";

const baseURL = new URLSearchParams(location.search).get("api");
const options = { apiKey: "sk-simulator", baseURL, dangerouslyAllowBrowser: true };

const refusalOf = (client, more) =>
  client.models.list({ organization: "org-stranger", ...more }).catch((error) => error);

async function openFrame() {
  const frame = document.createElement("iframe");
  frame.src = `./frame.html${location.search}`;
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow;
}

async function compare() {
  const frame = await openFrame();
  const { signal } = new frame.AbortController();
  const errors = [
    await refusalOf(new first.OpenAIClient(options), { signal }),
    await refusalOf(new second.OpenAIClient(options)),
    await refusalOf(frame.client),
  ];
  return {
    names: errors.map(({ name }) => name),
    known: errors.map((error) => error instanceof first.AuthenticationError),
  };
}

globalThis.answers = compare();
