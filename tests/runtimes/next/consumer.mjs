// Next.js with Turbopack: a page in the browser and on the server, an edge route, a Node route.
import { readdirSync, rmSync } from "node:fs";
import { gzipped } from "../files.mjs";

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, serve, accept, file, baseURL, visit }) {
  // What belongs to the other consumers is no part of a Next.js app.
  for (const name of ["index.html", "main.js", "unused.js"]) rmSync(file(name));
  await execute("next", ["build"]);
  const how = ["start", "--hostname", "127.0.0.1", "--port", "0"];
  const { match } = await serve("next", how, { ready: /(http:\/\/127\.0\.0\.1:\d+)[\s\S]*Ready/ });
  const [, url] = match;
  await visit(url);
  for (const route of ["edge", "node"]) {
    accept(await (await fetch(`${url}/${route}?api=${baseURL}`)).json());
  }
  return { download: largest(file(".next/static/chunks")), note: "page, edge route, node route" };
}

/** The chunk with the package; the others are React and Next. */
function largest(folder) {
  const sizes = readdirSync(folder).map((name) => gzipped([`${folder}/${name}`]));
  return Math.max(...sizes);
}
