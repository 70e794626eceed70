// Where Debian keeps the browser that WebKitGTK brings for tests.
import { existsSync } from "node:fs";

const folders = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu`);
const places = folders.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`);

export const binary = places.find((name) => existsSync(name)) ?? places[0];
