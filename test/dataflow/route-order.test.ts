// Functions that a framework calls one after the other for a request: what one checks, or leaves in the request, holds for the next.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("functions of one request, TypeScript", () => {
  appTable("ts", {
    "validate middleware": `
// api: sql body.note
import express from "express"; import serverless from "serverless-http"; import { z } from "zod"; import { Pool } from "pg";
const pool = new Pool();
const schema = z.object({ sort: z.enum(["asc", "desc"]), note: z.string().max(10) });
const validate = (s: z.ZodTypeAny) => (req, res, next) => {
  const parsed = s.safeParse(req.body);
  if (!parsed.success) return void res.status(422).json(parsed.error.flatten());
  req.body = parsed.data;
  next();
};
const app = express();
app.use(express.json());
app.post("/", validate(schema), async (req, res) => {
  await pool.query(\`SELECT * FROM a ORDER BY b \${req.body.sort}\`);
  await pool.query(\`INSERT INTO n VALUES ('\${req.body.note}')\`);
  res.end();
});
export const handler = serverless(app);`,
    "id middleware": `
// api: none
import express from "express"; import serverless from "serverless-http"; import { Pool } from "pg";
const pool = new Pool();
const checkId = (req, res, next) => { if (!/^[0-9a-f]+$/.test(req.params.id)) { res.status(400).end(); return; } next(); };
const app = express();
app.get("/:id", [checkId], async (req, res) => { res.json(await pool.query(\`SELECT * FROM a WHERE id = '\${req.params.id}'\`)); });
export const handler = serverless(app);`,
    "req tenant hook": `
// api: sql headers.x-tenant-key
import express from "express"; import serverless from "serverless-http"; import { Pool } from "pg"; import jwt from "jsonwebtoken";
const pool = new Pool();
const app = express();
app.use((req, res, next) => { req.tenant = req.headers["x-tenant-key"]; next(); });
app.use((req, res, next) => { req.claims = jwt.verify(req.headers.authorization, process.env.K, { algorithms: ["RS256"], audience: "a", issuer: "i" }); next(); });
app.get("/a", async (req, res) => { res.json(await pool.query(\`SELECT * FROM a_\${req.tenant}\`)); });
app.get("/b", async (req, res) => { res.json(await pool.query(\`SELECT * FROM a WHERE b = '\${req.claims.sub}'\`)); });
export const handler = serverless(app);`,
    "res locals": `
// api: sql query.tenant
import express from "express"; import serverless from "serverless-http"; import { Pool } from "pg";
const pool = new Pool();
const app = express();
const tenant = (req, res, next) => { res.locals.tenant = req.query.tenant; res.locals.limit = Number(req.query.limit); next(); };
app.get("/a", tenant, async (req, res) => { res.json(await pool.query(\`SELECT * FROM a_\${res.locals.tenant} LIMIT \${res.locals.limit}\`)); });
export const handler = serverless(app);`,
    "hono vars": `
// api: sql req.header.x-tenant-key
import { Hono } from "hono"; import { handle } from "hono/aws-lambda"; import { Pool } from "pg";
const pool = new Pool();
const app = new Hono();
app.use("*", async (c, next) => { c.set("tenant", c.req.header("x-tenant-key")); await next(); });
app.use(async (c, next) => { c.set("tenant", c.req.header("x-tenant-key")); await next(); });
app.get("/a", async (c) => c.json(await pool.query(\`SELECT * FROM a_\${c.get("tenant")}\`)));
export const handler = handle(app);`,
    "koa state": `
// api: sql x-tenant-key
import Koa from "koa"; import serverless from "serverless-http"; import Router from "@koa/router"; import { Pool } from "pg";
const pool = new Pool();
const app = new Koa(); const router = new Router();
app.use(async (ctx, next) => { ctx.state.tenant = ctx.get("x-tenant-key"); await next(); });
router.get("/a", async (ctx) => { ctx.body = await pool.query(\`SELECT * FROM a_\${ctx.state.tenant}\`); });
app.use(router.routes());
export const handler = serverless(app);`,
    "fastify hook": `
// api: sql headers.x-tenant-key
import fastify from "fastify"; import lambda from "@fastify/aws-lambda"; import { Pool } from "pg";
const pool = new Pool();
const app = fastify();
app.decorateRequest("tenant", null);
app.addHook("preHandler", async (request, reply) => { request.tenant = request.headers["x-tenant-key"]; });
app.get("/a", async (request) => pool.query(\`SELECT * FROM a_\${request.tenant}\`));
app.get("/b", { preHandler: [async (request, reply) => { if (!["a","b"].includes(request.query.s)) return reply.code(400).send(); }] }, async (request) => pool.query("select 1"));
export const handler = lambda(app);`,
    "fastify schema": `
// api: sql query.term
import fastify from "fastify"; import lambda from "@fastify/aws-lambda"; import mysql from "mysql2/promise";
const db = mysql.createPool({});
const listSchema = { querystring: { type: "object", properties: { sort: { type: "string", enum: ["name", "price"] }, page: { type: "integer" }, term: { type: "string", maxLength: 80 } } } };
const app = fastify();
app.get("/", { schema: listSchema }, async (request) => {
  const { sort = "name", page = 0, term } = request.query;
  await db.query(\`SELECT * FROM products ORDER BY \${sort} LIMIT \${page * 20}, 20\`);
  return db.query("SELECT * FROM products WHERE name LIKE '%" + term + "%'");
});
export const handler = lambda(app);`,
    zvalidator: `
// api: sql req.valid.query.t
import { Hono } from "hono"; import { handle } from "hono/aws-lambda"; import { zValidator } from "@hono/zod-validator"; import { z } from "zod"; import { Pool } from "pg";
const pool = new Pool();
const app = new Hono();
app.get("/proxy", zValidator("query", z.object({ id: z.coerce.number(), host: z.enum(["a", "b"]), t: z.string() })), async (c) => {
  const { id, host, t } = c.req.valid("query");
  await fetch(\`https://\${host}.example.com/\${id}\`, { signal: AbortSignal.timeout(10) });
  await pool.query("select * from a where b = '" + host + "'");
  return c.json(await pool.query("select * from a where b = '" + t + "'"));
});
export const handler = handle(app);`,
  });
});

describe("functions of one request, Python", () => {
  appTable("py", {
    "flask g": `
# api: os-command headers.X-Tenant-Key
from flask import Flask, g, request
import serverless_wsgi, os
app = Flask(__name__)
def load():
    g.tenant = request.headers.get("X-Tenant-Key", "main")
    g.limit = int(request.args.get("limit", 1))
app.before_request(load)
@app.route("/x")
def x():
    os.system("make-report %s %d" % (g.tenant, g.limit))
    return ""
def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)`,
    "flask g decorator": `
# api: os-command headers.X-Tenant-Key
from flask import Blueprint, Flask, g, request
import serverless_wsgi, os
app = Flask(__name__)
bp = Blueprint("x", __name__)
@bp.before_request
def load():
    g.tenant = request.headers.get("X-Tenant-Key", "main")
@bp.route("/x")
def x():
    os.system("make-report %s" % g.tenant)
    return ""
app.register_blueprint(bp)
def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)`,
    "powertools context": `
# api: path headers.x-tenant-key
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
app = APIGatewayRestResolver()
def add_tenant(app, next_middleware):
    app.append_context(tenant=app.current_event.headers.get("x-tenant-key"))
    return next_middleware(app)
app.use(middlewares=[add_tenant])
@app.get("/x")
def x():
    with open("/opt/tenants/" + app.context.get("tenant", "main")) as handle:
        return {"text": handle.read()}
def handler(event, context):
    return app.resolve(event, context)`,
  });
});
