import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("checks and conversions end what they really protect, JavaScript", () => {
  appTable("js", {
    parseInt: `
// api: work body.n
const { exec } = require("child_process");
exports.handler = async (event) => { const n = parseInt(JSON.parse(event.body).n, 10); exec("head -n " + n); for (let i = 0; i < n; i++) {} };`,
    "unary plus": `
// api: none
const { exec } = require("child_process");
exports.handler = async (event) => { const n = +JSON.parse(event.body).n; exec("head -n " + n); };`,
    "unanchored regex": `
// api: os-command body.n
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!/[a-z]+/.test(n)) return; exec("ls " + n); };`,
    "anchored regex all classes": `
// api: none
const { exec } = require("child_process"); const pg = new (require("pg").Client)();
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!/^[a-z0-9_]+$/i.test(n)) return; exec("ls " + n); await pg.query(\`SELECT * FROM \${n}\`); };`,
    "anchored regex with dots and slashes is no path check": `
// api: path body.n
const { exec } = require("child_process"); const fs = require("fs");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!/^[\\w.\\/-]+$/.test(n)) return; exec("ls " + n); fs.readFileSync("/data/" + n); };`,
    "word and dot, one segment path": `
// api: none
const fs = require("fs");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!/^[\\w-]+\\.csv$/.test(n)) return; fs.readFileSync("/data/" + n); };`,
    "dots only class path": `
// api: path body.n
const fs = require("fs");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!/^[\\w.-]+$/.test(n)) return; fs.readFileSync("/data/" + n); };`,
    "email regex not shell": `
// api: os-command body.n
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!/^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$/.test(n)) return; exec("mail " + n); };`,
    "url regex prefix not ssrf": `
// api: ssrf body.u
const axios = require("axios");
exports.handler = async (event) => { const { u } = JSON.parse(event.body); if (!/^https?:\\/\\//.test(u)) return; await axios.get(u); };`,
    "startsWith host slash": `
// api: none
const axios = require("axios");
exports.handler = async (event) => { const { u } = JSON.parse(event.body); if (!u.startsWith("https://api.example.com/")) throw new Error(); await axios.get(u); };`,
    "startsWith host without slash": `
// api: ssrf body.u
const axios = require("axios");
exports.handler = async (event) => { const { u } = JSON.parse(event.body); if (!u.startsWith("https://api.example.com")) throw new Error(); await axios.get(u); };`,
    "URL hostname allow list": `
// api: none
const axios = require("axios"); const ALLOWED = new Set(["a.example.com"]);
exports.handler = async (event) => { const u = new URL(JSON.parse(event.body).u); if (!ALLOWED.has(u.hostname)) return { statusCode: 400 }; await axios.get(u.href); };`,
    "URL hostname includes array string": `
// api: none
const axios = require("axios"); const ALLOWED = ["a.example.com"];
exports.handler = async (event) => { const { url } = JSON.parse(event.body); const parsed = new URL(url); if (!ALLOWED.includes(parsed.host)) return; await axios.get(url); };`,
    "string includes is no allow list": `
// api: ssrf body.u
const axios = require("axios");
exports.handler = async (event) => { const { u } = JSON.parse(event.body); if (!u.includes("example.com")) return; await axios.get(u); };`,
    "allow list includes": `
// api: none
const { exec } = require("child_process"); const ALLOWED = ["a", "b"];
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!ALLOWED.includes(n)) return { statusCode: 400 }; exec("run " + n); };`,
    "allow list some": `
// api: none
const { exec } = require("child_process"); const ALLOWED = [{ id: "a" }];
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!ALLOWED.some((x) => x.id === n)) return; exec("run " + n); };`,
    "map lookup": `
// api: none
const { exec } = require("child_process"); const COMMANDS = { a: "ls", b: "df" };
exports.handler = async (event) => { const { n } = JSON.parse(event.body); const c = COMMANDS[n]; if (!c) return; exec(c); };`,
    "map guard then key used": `
// api: none
const { exec } = require("child_process"); const COMMANDS = { a: 1, b: 2 };
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!COMMANDS[n]) return; exec("run " + n); };`,
    "key in object": `
// api: none
const { exec } = require("child_process"); const COMMANDS = { a: 1, b: 2 };
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!(n in COMMANDS)) return; exec("run " + n); };`,
    hasOwn: `
// api: none
const { exec } = require("child_process"); const COMMANDS = { a: 1, b: 2 };
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!Object.hasOwn(COMMANDS, n)) return; if (!Object.prototype.hasOwnProperty.call(COMMANDS, n)) return; exec("run " + n); };`,
    "Object keys includes": `
// api: none
const { exec } = require("child_process"); const COMMANDS = { a: 1, b: 2 };
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!Object.keys(COMMANDS).includes(n)) return; exec("run " + n); };`,
    "Map get": `
// api: none
const { exec } = require("child_process"); const M = new Map([["a", "ls"], ["b", "df"]]);
exports.handler = async (event) => { const { n } = JSON.parse(event.body); const c = M.get(n); if (c) exec(c); if (M.has(n)) exec("run " + n); };`,
    switch: `
// api: none
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); switch (n) { case "a": case "b": exec("run " + n); break; default: return; } };`,
    "switch default": `
// api: os-command body.n
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); switch (n) { case "a": break; default: exec("run " + n); } };`,
    "equality and default": `
// api: none
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); const m = n === "a" || n === "b" ? n : "c"; exec("run " + m); };`,
    "shape only checks": `
// api: os-command body.n
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (typeof n !== "string" || n.length > 20 || !n) return; exec("run " + n); };`,
    "a path of the own site, or another one": `
// api: none
exports.handler = async (event) => {
  const to = String(event.queryStringParameters.to ?? "");
  const target = /^\\/admin\\/[a-z]+$/.test(to) ? to : "/admin/home";
  return { statusCode: 302, headers: { Location: target } };
};`,
    "a pattern for another use does not prove the address": `
// api: redirect queryStringParameters.to
exports.handler = async (event) => {
  const to = String(event.queryStringParameters.to ?? "");
  const target = /^\\/\\S+$/.test(to) ? to : "/admin/home";
  return { statusCode: 302, headers: { Location: target } };
};`,
    "last part of a path": `
// s3: none
const fs = require("fs"); const path = require("path");
exports.handler = async (event) => {
  const name = event.Records[0].s3.object.key;
  fs.readFileSync("/tmp/" + name.split("/").pop());
  fs.readFileSync("/tmp/" + name.slice(name.lastIndexOf("/") + 1));
  fs.readFileSync("/tmp/" + path.parse(name).base);
};`,
    "parts of a path put together again": `
// s3: path Records.0.s3.object.key
const fs = require("fs"); const path = require("path");
exports.handler = async (event) => {
  const name = event.Records[0].s3.object.key;
  fs.readFileSync("/data/" + name.split("/").slice(1).join("/"));
  fs.readFileSync("/tmp/" + path.parse(name).dir);
};`,
    "zod lets anything through": `
// api: nosql body.a, nosql body.b, nosql body.c
const { z } = require("zod"); const { MongoClient } = require("mongodb");
const Input = z.object({ a: z.any(), b: z.record(z.string(), z.unknown()), c: z.object({ id: z.string() }).passthrough() });
exports.handler = async (event) => {
  const items = (await MongoClient.connect(process.env.URI)).db("shop").collection("items");
  const input = Input.parse(JSON.parse(event.body));
  await items.find({ name: input.a }).toArray();
  await items.find(input.b).toArray();
  await items.find({ ...input.c }).toArray();
};`,
    "zod asks for texts and numbers": `
// api: none
const { z } = require("zod"); const { MongoClient } = require("mongodb");
const Input = z.object({ a: z.string(), b: z.record(z.string(), z.number()), c: z.object({ id: z.string() }) });
exports.handler = async (event) => {
  const items = (await MongoClient.connect(process.env.URI)).db("shop").collection("items");
  const input = Input.parse(JSON.parse(event.body));
  await items.find({ name: input.a }).toArray();
  await items.find({ ...input.c }).toArray();
  await items.find({ prices: input.b }).toArray();
};`,
    "zod typed": `
// api: os-command body.name
const { z } = require("zod"); const { exec } = require("child_process");
const S = z.object({ name: z.string().min(1).max(20), id: z.string().uuid(), kind: z.enum(["a", "b"]), n: z.number().int(), code: z.string().regex(/^[a-z]+$/), when: z.string().datetime(), opt: z.string().uuid().optional(), list: z.array(z.number()), flag: z.literal("x"), c: z.coerce.number() });
exports.handler = async (event) => { const b = S.parse(JSON.parse(event.body)); exec("a " + b.name); exec("b " + b.id); exec("c " + b.kind); exec("d " + b.n); exec("e " + b.code); exec("f " + b.when); exec("g " + b.opt); exec("h " + b.list[0]); exec("i " + b.flag); exec("j " + b.c); };`,
    "zod safeParse": `
// api: os-command body.name
const { z } = require("zod"); const { exec } = require("child_process");
const S = z.object({ name: z.string(), id: z.string().uuid() });
exports.handler = async (event) => { const r = S.safeParse(JSON.parse(event.body)); if (!r.success) return; exec("a " + r.data.name); exec("b " + r.data.id); };`,
    joi: `
// api: os-command body.name
const Joi = require("joi"); const { exec } = require("child_process");
const S = Joi.object({ name: Joi.string().required(), id: Joi.string().guid().required(), kind: Joi.string().valid("a", "b"), n: Joi.number(), code: Joi.string().alphanum(), p: Joi.string().pattern(/^[a-z]+$/) });
exports.handler = async (event) => { const { error, value } = S.validate(JSON.parse(event.body)); if (error) return; exec("a " + value.name); exec("b " + value.id); exec("c " + value.kind); exec("d " + value.n); exec("e " + value.code); exec("f " + value.p); };`,
    "joi guard on original": `
// api: os-command body.name
const Joi = require("joi"); const { exec } = require("child_process");
const S = Joi.object().keys({ name: Joi.string().required(), id: Joi.string().guid().required() });
exports.handler = async (event) => { const b = JSON.parse(event.body); const { error } = S.validate(b); if (error) return { statusCode: 400 }; exec("a " + b.name); exec("b " + b.id); };`,
    yup: `
// api: os-command body.name
const yup = require("yup"); const { exec } = require("child_process");
const S = yup.object({ name: yup.string().required(), id: yup.string().uuid(), n: yup.number().integer(), m: yup.string().matches(/^[a-z]+$/), o: yup.mixed().oneOf(["a"]) });
exports.handler = async (event) => { const b = await S.validate(JSON.parse(event.body)); exec("a " + b.name); exec("b " + b.id); exec("c " + b.n); exec("d " + b.m); exec("e " + b.o); };`,
    ajv: `
// api: os-command body.name
const Ajv = require("ajv"); const { exec } = require("child_process");
const validate = new Ajv().compile({ type: "object", properties: { name: { type: "string" }, n: { type: "integer" }, k: { enum: ["a", "b"] }, p: { type: "string", pattern: "^[a-z]+$" }, u: { type: "string", format: "uuid" } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!validate(b)) return; exec("a " + b.name); exec("b " + b.n); exec("c " + b.k); exec("d " + b.p); exec("e " + b.u); };`,
    "middy validator schema": `
// api: os-command body.name
const middy = require("@middy/core"); const validator = require("@middy/validator"); const { transpileSchema } = require("@middy/validator/transpile"); const { exec } = require("child_process");
const schema = { type: "object", properties: { body: { type: "object", properties: { name: { type: "string" }, n: { type: "integer" } } } } };
exports.handler = middy(async (event) => { exec("a " + event.body.name); }).use(validator({ eventSchema: transpileSchema(schema) }));`,
    "validator lib": `
// api: os-command body.c
const validator = require("validator"); const { exec } = require("child_process");
exports.handler = async (event) => { const { a, b, c } = JSON.parse(event.body); if (!validator.isUUID(a) || !validator.isIn(b, ["x"]) || !validator.isEmail(c)) return; exec("a " + a); exec("b " + b); exec("c " + c); };`,
    "path basename": `
// api: none
const fs = require("fs"); const path = require("path");
exports.handler = async (event) => { fs.readFileSync(path.join("/data", path.basename(JSON.parse(event.body).n))); };`,
    "path resolve startsWith": `
// api: none
const fs = require("fs"); const path = require("path"); const ROOT = "/data/";
exports.handler = async (event) => { const p = path.resolve(ROOT, JSON.parse(event.body).n); if (!p.startsWith(ROOT)) throw new Error("no"); fs.readFileSync(p); };`,
    "includes dotdot": `
// api: none
const fs = require("fs");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (n.includes("..") || n.includes("/")) return; fs.readFileSync("/data/" + n); };`,
    "deny list shell": `
// api: os-command body.n
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (n.includes(";")) return; exec("ls " + n); };`,
    "number check isNaN": `
// api: none
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (isNaN(n)) return; exec("ls " + n); };`,
    "Number.isInteger": `
// api: none
const { exec } = require("child_process");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!Number.isInteger(n)) throw new Error("x"); exec("ls " + n); };`,
    "replace non-global": `
// api: os-command body.n
const { exec } = require("child_process");
exports.handler = async (event) => { exec("ls " + JSON.parse(event.body).n.replace(/[^a-z]/, "")); };`,
    "replace global": `
// api: none
const { exec } = require("child_process");
exports.handler = async (event) => { exec("ls " + JSON.parse(event.body).n.replace(/[^a-z0-9]/gi, "")); };`,
    "own validate function throws": `
// api: none
const { exec } = require("child_process");
const check = (n) => { if (!/^\\w+$/.test(n)) throw new Error("bad"); return n; };
exports.handler = async (event) => { const n = check(JSON.parse(event.body).n); exec("ls " + n); };`,
    "own isValid bool": `
// api: none
const { exec } = require("child_process");
const isValid = (n) => typeof n === "string" && /^\\w+$/.test(n);
exports.handler = async (event) => { const { n } = JSON.parse(event.body); if (!isValid(n)) return; exec("ls " + n); };`,
    assert: `
// api: none
const { exec } = require("child_process"); const assert = require("assert");
exports.handler = async (event) => { const { n } = JSON.parse(event.body); assert(/^\\w+$/.test(n)); exec("ls " + n); };`,
    "price parse": `
// api: flow-control body.price
const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb"); const db = new DynamoDBClient({});
exports.handler = async (event) => { const { price } = JSON.parse(event.body); await db.send(new PutItemCommand({ TableName: "t", Item: { price: { N: String(parseFloat(price)) } } })); };`,
    "a refused value is replaced": `
// api: none
const { exec } = require("child_process");
exports.handler = async (event) => { let { size } = JSON.parse(event.body); if (!["s", "m"].includes(size)) size = "m"; exec("draw " + size); };`,
    "a refused value is replaced by another of the sender": `
// api: os-command body.other
const { exec } = require("child_process");
exports.handler = async (event) => { let { size, other } = JSON.parse(event.body); if (!["s", "m"].includes(size)) size = other; exec("draw " + size); };`,
    "what was copied before the check": `
// api: os-command body.size
const { exec } = require("child_process");
exports.handler = async (event) => { let { size } = JSON.parse(event.body); const first = size; if (!["s", "m"].includes(size)) size = "m"; exec("draw " + first + size); };`,
    "own paths as targets": `
// api: none
exports.handler = async (event) => { const { next } = event.queryStringParameters;
  if (next && /^\\/(?!\\/)[\\w/-]*$/.test(next)) return { statusCode: 302, headers: { Location: next } };
  let { back } = event.queryStringParameters; if (!back.startsWith("/") || back.startsWith("//")) back = "/";
  return { statusCode: 302, headers: { Location: back } }; };`,
    "a slash before the target": `
// api: redirect queryStringParameters.back, redirect queryStringParameters.next
exports.handler = async (event) => { const { next, back } = event.queryStringParameters;
  if (/^\\/.*$/.test(next)) return { statusCode: 302, headers: { Location: next } };
  if (back.startsWith("/")) return { statusCode: 302, headers: { Location: back } }; };`,
  });
});
