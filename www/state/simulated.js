// Whether the page talks to the simulator that came with it.

/** @param {{ mode: string, connection: { baseURL: string } }} state */
export function isSimulated({ mode, connection: { baseURL } }, here = location.origin) {
  return mode === "simulator" && URL.canParse(baseURL) && new URL(baseURL).origin === here;
}
