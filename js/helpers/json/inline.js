// The small module where it travels in the file.

import base64 from "#partial-json-base64";

export const load = () =>
  new WebAssembly.Module(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
