// Next.js with Turbopack, built and in development: a page in the browser and on the server, an edge route, a Node route.
import { readdirSync, rmSync } from "node:fs";
import { gzipped } from "../files.mjs";

const where = ["--hostname", "127.0.0.1", "--port", "0"];
const ready = /(http:\/\/127\.0\.0\.1:\d+)[\s\S]*Ready/;

/** @param {import("../workshop.mjs").Workshop} workshop */
export async function run({ execute, serve, accept, file, baseURL, visit }) {
  // What belongs to the other consumers is no part of a Next.js app.
  for (const name of ["index.html", "main.js", "unused.js"]) rmSync(file(name));
  await execute("next", ["build"]);
  for (const command of ["start", "dev"]) {
    const { match, stop } = await serve("next", [command, ...where], { ready });
    await visit(match[1]);
    for (const route of ["edge", "node"]) {
      accept(await (await fetch(`${match[1]}/${route}?api=${baseURL}`)).json());
    }
    await stop();
  }
  return { download: largest(file(".next/static/chunks")), note: "page, edge route, node route" };
}

/** The chunk with the package; the others are React and Next. */
function largest(folder) {
  const sizes = readdirSync(folder).map((name) => gzipped([`${folder}/${name}`]));
  return Math.max(...sizes);
}
