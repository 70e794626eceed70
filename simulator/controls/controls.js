// The controls under /_simulator: journal, faults, organizations, reset.

import { Hono } from "hono";
import { parseObject, readText } from "../http/body.js";
import { ApiError } from "../http/errors.js";

/** @param {import("../world.js").World} world */
export function createControls(world) {
  const app = new Hono();
  app.use(allowAll);
  app.onError(answerProblem);
  app.notFound((c) => c.json({ error: { message: `there is no control ${c.req.path}` } }, 404));
  app.get("/journal", (c) => c.json(world.journal));
  app.get("/organizations", (c) => c.json(world.organizations()));
  app.get("/faults", (c) => c.json(world.faults.list()));
  app.post("/faults", async (c) => c.json({ id: world.faults.add(await readControl(c)) }));
  app.delete("/faults", (c) => done(c, world.faults.clear()));
  app.delete("/faults/:id", (c) => done(c, world.faults.remove(Number(c.req.param("id")))));
  app.post("/reset", (c) => done(c, world.reset()));
  app.post("/pace", async (c) => done(c, world.setPace(await readControl(c))));
  app.post("/lenient", async (c) => done(c, world.setLenient(await readControl(c))));
  for (const action of ["exhaust", "restore", "setLimits"]) {
    app.post(`/organizations/:id/${action === "setLimits" ? "limits" : action}`, async (c) =>
      done(c, world[action](c.req.param("id"), await readControl(c))),
    );
  }
  return app;
}

function answerProblem(error, c) {
  const { message } = error instanceof ApiError ? error.body.error : error;
  return c.json({ error: { message } }, error.status ?? 400);
}

const done = (c) => c.json({ done: true });

async function readControl(c) {
  return parseObject(await readText(c.req.raw));
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
