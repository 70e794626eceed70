// The controls under /_simulator: journal, faults, organizations, reset.

import { Hono } from "hono";

/** @param {import("./world.js").World} world */
export function createControls(world) {
  const app = new Hono();
  app.use(allowAll);
  app.onError((error, c) => c.json({ error: { message: error.message } }, 400));
  app.get("/journal", (c) => c.json(world.journal));
  app.get("/organizations", (c) => c.json(world.organizations()));
  app.get("/faults", (c) => c.json(world.faults.list()));
  app.post("/faults", async (c) => c.json({ id: world.faults.add(await c.req.json()) }));
  app.delete("/faults", (c) => done(c, world.faults.clear()));
  app.delete("/faults/:id", (c) => done(c, world.faults.remove(Number(c.req.param("id")))));
  app.post("/reset", (c) => done(c, world.reset()));
  app.post("/pace", async (c) => done(c, (world.pace = Number((await c.req.json()).pace))));
  for (const action of ["exhaust", "restore", "setLimits"]) {
    app.post(`/organizations/:id/${action === "setLimits" ? "limits" : action}`, async (c) =>
      done(c, world[action](c.req.param("id"), await optionalJSON(c))),
    );
  }
  return app;
}

const done = (c) => c.json({ done: true });

async function optionalJSON(c) {
  const text = await c.req.text();
  return text ? JSON.parse(text) : {};
}

async function allowAll(c, next) {
  if (c.req.method === "OPTIONS") {
    const headers = c.req.header("access-control-request-headers") ?? "";
    c.header("access-control-allow-headers", headers);
    c.header("access-control-allow-methods", "GET, POST, DELETE");
  } else await next();
  c.header("access-control-allow-origin", "*");
  if (c.req.method === "OPTIONS") return c.body(null, 204);
}
