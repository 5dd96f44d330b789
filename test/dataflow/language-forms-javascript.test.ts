// Each form of the language in which data moves on.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("data moves on, JavaScript", () => {
  appTable("js", {
    "an arrow function keeps the this of its constructor": `
// api: os-command body
const cp = require("child_process");
class App {
  constructor() { this.routes = { "POST /run": (event) => this.start(event) }; }
  start(event) { cp.exec(event.body); }
  dispatch(event) { const route = this.routes["POST /run"]; return route(event); }
}
const app = new App();
exports.handler = async (event) => app.dispatch(event);`,
    "a method of the workspace that is called as an emitter's": `
// api: os-command body
const cp = require("child_process");
class Bus {
  constructor() { this.listeners = {}; }
  on(name, listener) { this.listeners[name] = listener; return this; }
  emit(name, data) { return this.listeners[name](data); }
}
const bus = new Bus();
bus.on("order", (event) => cp.exec(event.body));
exports.handler = async (event) => bus.emit("order", event);`,
    "a decorator that registers a class": `
// api: os-command body
const cp = require("child_process");
const actions = new Map();
const action = (name) => (type) => { actions.set(name, type); };
@action("run")
class Run { handle(event) { cp.exec(event.body); } }
exports.handler = async (event) => { const Action = actions.get(event.headers.action); return new Action().handle(event); };`,
    "generator yields": `
// api: os-command body.a
const cp = require("child_process");
function* parts(event) { const b = JSON.parse(event.body); yield "x"; yield b.a; }
exports.handler = async (event) => { for (const p of parts(event)) cp.exec(p); };`,
    "generator delegate and spread": `
// api: os-command body.a
const cp = require("child_process");
function* inner(b) { yield b.a; }
function* outer(b) { yield* inner(b); }
exports.handler = async (event) => { const [first] = [...outer(JSON.parse(event.body))]; cp.exec(first); };`,
    "async generator": `
// api: os-command body.a
const cp = require("child_process");
async function* pages(b) { yield b.a; }
exports.handler = async (event) => { for await (const p of pages(JSON.parse(event.body))) cp.exec(p); };`,
    "generator next value": `
// api: os-command body.a.value
const cp = require("child_process");
function* g(b) { yield b.a; }
exports.handler = async (event) => { const it = g(JSON.parse(event.body)); cp.exec(it.next().value); };`,
    "closure over module state": `
// api: os-command body.a
const cp = require("child_process");
let current;
function set(x) { current = x; }
function run() { cp.exec(current); }
exports.handler = async (event) => { set(JSON.parse(event.body).a); run(); };`,
    "module state in another module": `
// api: os-command body.a
const state = require("./state");
exports.handler = async (event) => { state.set(JSON.parse(event.body).a); state.run(); };
// file: state.js
const cp = require("child_process");
let current;
exports.set = (x) => { current = x; };
exports.run = () => cp.exec(current);`,
    "optional chain call": `
// api: os-command body.a.b
const cp = require("child_process");
exports.handler = async (event) => { const b = JSON.parse(event?.body ?? "{}"); cp?.exec?.(b?.a?.["b"]); };`,
    callback: `
// api: os-command body.a
const cp = require("child_process");
function load(event, done) { done(null, JSON.parse(event.body)); }
exports.handler = (event, context, callback) => { load(event, (err, data) => { cp.exec(data.a); callback(null); }); };`,
    "setTimeout callback": `
// api: os-command body.a
const cp = require("child_process");
exports.handler = (event, context, callback) => { const b = JSON.parse(event.body); setTimeout(() => cp.exec(b.a), 10); process.nextTick(() => callback(null)); };`,
    "then chain": `
// api: os-command body.a
const cp = require("child_process");
const load = (e) => Promise.resolve(JSON.parse(e.body));
exports.handler = (event) => load(event).then((b) => b.a).then((a) => cp.exec(a)).catch(() => null);`,
    "new Promise": `
// api: os-command body.a
const cp = require("child_process");
const load = (e) => new Promise((resolve, reject) => { setTimeout(() => resolve(JSON.parse(e.body)), 1); });
exports.handler = async (event) => { const { a } = await load(event); cp.exec(a); };`,
    "Promise.all": `
// api: os-command body.a, sql body.b
const cp = require("child_process"); const pg = require("pg");
const one = async (b) => b.a; const two = async (b) => b.b;
exports.handler = async (event) => { const b = JSON.parse(event.body); const [x, y] = await Promise.all([one(b), two(b)]); cp.exec(x); await new pg.Client().query("select '" + y + "'"); };`,
    "Promise.all map": `
// api: os-command body.list.*
const cp = require("child_process");
exports.handler = async (event) => { await Promise.all(JSON.parse(event.body).list.map(async (x) => { await cp.exec(x); })); };`,
    promisify: `
// api: os-command body
const util = require("util"); const exec = util.promisify(require("child_process").exec);
exports.handler = async (event) => { await exec(event.body); };`,
    "exception carries data": `
// api: os-command body.a
const cp = require("child_process");
exports.handler = async (event) => { try { throw new Error(JSON.parse(event.body).a); } catch (e) { cp.exec(e.message); } };`,
    finally: `
// api: os-command body.a
const cp = require("child_process");
exports.handler = async (event) => { let c = "ls"; try { c = JSON.parse(event.body).a; } finally { cp.exec(c); } };`,
    "destructuring defaults and rest": `
// api: os-command body.a, os-command body.z
const cp = require("child_process");
exports.handler = async ({ body = "{}" }) => { const { a = "x", ...others } = JSON.parse(body); cp.exec(a); cp.exec(others.z); };`,
    "nested array destructuring": `
// api: os-command body.list.0.name
const cp = require("child_process");
exports.handler = async (event) => { const { list: [{ name }] } = JSON.parse(event.body); cp.exec(name); };`,
    spread: `
// api: os-command body.a
const cp = require("child_process");
const run = (...args) => cp.exec(args.join(" "));
exports.handler = async (event) => { const b = JSON.parse(event.body); const o = { ...b, x: 1 }; run(...["ls", o.a]); };`,
    "template tagged": `
// api: sql body.a
const pg = require("pg"); const c = new pg.Client();
exports.handler = async (event) => { const { a } = JSON.parse(event.body); await c.query(\`select * from t where a = '\${a}'\`); };`,
    "class getter static private": `
// api: os-command body.a
const cp = require("child_process");
class Job { #cmd; static from(e) { const j = new Job(); j.#cmd = JSON.parse(e.body).a; return j; } get cmd() { return this.#cmd; } run() { cp.exec(this.cmd); } }
exports.handler = async (event) => Job.from(event).run();`,
    "class field arrow and inheritance": `
// api: os-command body.a
const cp = require("child_process");
class Base { constructor(b) { this.b = b; } }
class Job extends Base { run = () => cp.exec(this.b.a); }
exports.handler = async (event) => new Job(JSON.parse(event.body)).run();`,
    "prototype methods": `
// api: os-command body.a
const cp = require("child_process");
function Job(b) { this.b = b; }
Job.prototype.run = function () { cp.exec(this.b.a); };
exports.handler = async (event) => new Job(JSON.parse(event.body)).run();`,
    "IIFE and comma": `
// api: os-command body.a
const cp = require("child_process");
exports.handler = async (event) => { const a = (() => JSON.parse(event.body).a)(); (0, cp.exec)(a); };`,
    "for in and while and labeled": `
// api: os-command body.a
const cp = require("child_process");
exports.handler = async (event) => { const b = JSON.parse(event.body); outer: for (const k in b) { let i = 0; while (i < 1) { if (k === "a") cp.exec(b.a); i++; continue outer; } } };`,
    "Map Set WeakMap": `
// api: os-command body.a.1
const cp = require("child_process");
const m = new Map();
exports.handler = async (event) => { m.set("x", JSON.parse(event.body).a); for (const [k, v] of m) cp.exec(v); };`,
    "Object.entries fromEntries assign": `
// api: os-command body.a
const cp = require("child_process");
exports.handler = async (event) => { const o = Object.assign({}, JSON.parse(event.body)); cp.exec(o.a); };`,
    reduce: `
// api: os-command body.list.*
const cp = require("child_process");
exports.handler = async (event) => { const c = JSON.parse(event.body).list.reduce((s, x) => s + " " + x, "ls"); cp.exec(c); };`,
    "module.exports function": `
// api: os-command body.a
const run = require("./run");
exports.handler = async (event) => run(JSON.parse(event.body).a);
// file: run.js
const cp = require("child_process");
module.exports = function (x) { return cp.exec(x); };
module.exports.other = 1;`,
    "module.exports class and object assign": `
// api: os-command body.a
const { Runner } = require("./run");
exports.handler = async (event) => new Runner().go(JSON.parse(event.body).a);
// file: run.js
const cp = require("child_process");
Object.assign(module.exports, { Runner: class { go(x) { return cp.exec(x); } } });`,
    "reexport index": `
// api: os-command body.a
const { run } = require("./lib");
exports.handler = async (event) => run(JSON.parse(event.body).a);
// file: lib/index.js
module.exports = { ...require("./run"), y: 1 };
// file: lib/run.js
const { exec } = require("node:child_process");
exports.run = (x) => exec(x);`,
    middy: `
// api: os-command body.a
const middy = require("@middy/core"); const jsonBodyParser = require("@middy/http-json-body-parser"); const cp = require("child_process");
const base = async (event) => { cp.exec(event.body.a); };
exports.handler = middy(base).use(jsonBodyParser());`,
    "middy handler form": `
// api: os-command body.a
const middy = require("@middy/core"); const jsonBodyParser = require("@middy/http-json-body-parser"); const cp = require("child_process");
exports.handler = middy().use(jsonBodyParser()).handler(async (event) => { cp.exec(event.body.a); });`,
    "express in serverless-http": `
// api: os-command query.a
const serverless = require("serverless-http"); const express = require("express"); const cp = require("child_process");
const app = express(); const router = express.Router();
router.get("/x", (req, res) => { cp.exec(req.query.a); res.end(); });
app.use("/api", router);
exports.handler = serverless(app);`,
    "aws-serverless-express": `
// api: os-command body.a
const awsServerlessExpress = require("aws-serverless-express"); const express = require("express"); const cp = require("child_process");
const app = express(); app.use(express.json());
app.post("/x", async (req, res) => { const { a } = req.body; cp.exec(a); res.json({}); });
const server = awsServerlessExpress.createServer(app);
exports.handler = (event, context) => awsServerlessExpress.proxy(server, event, context);`,
    "koa fastify hono": `
// api: os-command query.a
const Koa = require("koa"); const Router = require("@koa/router"); const serverless = require("serverless-http"); const cp = require("child_process");
const app = new Koa(); const r = new Router(); r.get("/", async (ctx) => { cp.exec(ctx.query.a); }); app.use(r.routes());
exports.handler = serverless(app);`,
    "environment then reading": `
// api: none
const cp = require("child_process");
exports.handler = async (event) => { cp.exec(process.env.CMD); };`,
    "file written then read": `
// api: os-command body
const fs = require("fs"); const cp = require("child_process");
exports.handler = async (event) => { fs.writeFileSync("/tmp/x", event.body); cp.exec(fs.readFileSync("/tmp/x", "utf8")); };`,
    "base64 url": `
// api: os-command body, os-command path
const cp = require("child_process");
exports.handler = async (event) => { cp.exec(Buffer.from(event.body, "base64").toString()); cp.exec(decodeURIComponent(event.path)); };`,
    "switch allow": `
// api: none
const cp = require("child_process");
exports.handler = async (event) => { const a = JSON.parse(event.body).a; switch (a) { case "ls": case "df": cp.exec(a); break; default: throw new Error("no"); } };`,
    "parseInt regex anchors includes": `
// api: os-command body.c
const cp = require("child_process");
exports.handler = async (event) => { const { a, b, c } = JSON.parse(event.body); cp.exec("x " + parseInt(a, 10)); if (/^[a-z]+$/.test(b)) cp.exec(b); if (/[a-z]/.test(c)) cp.exec(c); };`,
    "schema zod": `
// api: none
const { z } = require("zod"); const cp = require("child_process");
const S = z.object({ a: z.enum(["ls", "df"]), n: z.number() });
exports.handler = async (event) => { const { a, n } = S.parse(JSON.parse(event.body)); cp.exec(a + n); };`,
  });
});

describe("data moves on, TypeScript", () => {
  appTable("ts", {
    "es module reexport": `
// api: os-command body.a
import * as lib from "./lib";
export const handler = async (event: any) => lib.run(JSON.parse(event.body).a);
// file: lib/index.ts
export * from "./run"; export { default as other } from "./other";
// file: lib/run.ts
import { exec } from "child_process";
export function run(x: string): void { exec(x); }
// file: lib/other.ts
export default 1;`,
    "packages of the workspace": `
// api: os-command body.a, os-command body.b
import { run } from "@shop/shared"; import { start } from "@shop/tools/start"; import { run as other } from "@shop/other";
export const handler = async (event: any) => { const b = JSON.parse(event.body); run(b.a); start(b.b); other(b.c); };
// file: /packages/shared/package.json
{ "name": "@shop/shared", "main": "dist/index.js" }
// file: /packages/shared/src/index.ts
export * from "./shell";
// file: /packages/shared/src/shell.ts
import { exec } from "child_process";
export const run = (line: string): void => { exec(line); };
// file: /packages/tools/package.json
{ "name": "@shop/tools" }
// file: /packages/tools/start.ts
import { execSync } from "node:child_process";
export const start = (line: string): void => { execSync(line); };`,
    "a method by a name": `
// api: code body.f
class Steps {
  run(b: any) { return eval(b.f); }
  dispatch(b: any) { return this[\`r\${b.step}\`](b); }
}
export const handler = async (event: any) => new Steps().dispatch(JSON.parse(event.body));`,
  });
});
