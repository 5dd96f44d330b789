import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("entry points and frameworks, JavaScript", () => {
  appTable("js", {
    "express serverless-http": `
// api: os-command query.cmd
const { exec } = require("child_process");
const express = require("express");
const serverless = require("serverless-http");
const app = express();
app.use(express.json());
app.post("/run", (req, res) => { exec(req.query.cmd); res.send("ok"); });
module.exports.handler = serverless(app);`,
    "express router in other module": `
// api: os-command body.cmd
const express = require("express");
const serverless = require("serverless-http");
const app = express();
app.use("/api", require("./routes"));
module.exports.handler = serverless(app);
// file: routes.js
const { Router } = require("express");
const { exec } = require("child_process");
const router = Router();
router.post("/run", async (req, res, next) => { try { exec(req.body.cmd); } catch (e) { next(e); } });
module.exports = router;`,
    "express controllers object": `
// api: os-command params.id
const express = require("express");
const serverless = require("serverless-http");
const app = express();
const routes = require("./routes");
routes(app);
exports.handler = async (event, context) => { const h = serverless(app); return await h(event, context); };
// file: routes.js
const controller = require("./controller");
module.exports = (app) => { app.route("/x/:id").get(controller.get).post(controller.get); };
// file: controller.js
const { exec } = require("child_process");
exports.get = (req, res) => { exec("ls " + req.params.id); };`,
    "aws-serverless-express": `
// api: os-command body.cmd
const awsServerlessExpress = require("aws-serverless-express");
const express = require("express");
const { exec } = require("child_process");
const app = express();
app.post("/run", (req, res) => exec(req.body.cmd));
const server = awsServerlessExpress.createServer(app);
exports.handler = (event, context) => awsServerlessExpress.proxy(server, event, context);`,
    fastify: `
// api: os-command body.cmd
const fastify = require("fastify")();
const awsLambdaFastify = require("@fastify/aws-lambda");
const { exec } = require("child_process");
fastify.post("/run", async (request, reply) => { exec(request.body.cmd); return { ok: true }; });
exports.handler = awsLambdaFastify(fastify);`,
    "fastify init factory": `
// api: os-command query.cmd
const awsLambdaFastify = require("aws-lambda-fastify");
const init = require("./app2");
const proxy = awsLambdaFastify(init());
exports.handler = proxy;
// file: app2.js
const fastify = require("fastify");
const { exec } = require("child_process");
function init() {
  const app = fastify({ logger: true });
  app.route({ method: "GET", url: "/", handler: async (request, reply) => { exec(request.query.cmd); } });
  return app;
}
module.exports = init;`,
    koa: `
// api: os-command request.body.cmd
const Koa = require("koa");
const Router = require("@koa/router");
const bodyParser = require("koa-bodyparser");
const serverless = require("serverless-http");
const { exec } = require("child_process");
const app = new Koa();
const router = new Router();
router.post("/run", async (ctx) => { exec(ctx.request.body.cmd); ctx.body = "ok"; });
app.use(bodyParser());
app.use(router.routes());
module.exports.handler = serverless(app);`,
    "koa middleware query": `
// api: os-command query.cmd
const Koa = require("koa");
const serverless = require("serverless-http");
const { exec } = require("child_process");
const app = new Koa();
app.use(async (ctx, next) => { exec(ctx.query.cmd); await next(); });
module.exports.handler = serverless(app);`,
    hapi: `
// api: os-command payload.cmd
const Hapi = require("@hapi/hapi");
const { exec } = require("child_process");
const serverless = require("serverless-http");
const server = Hapi.server({});
server.route({ method: "POST", path: "/run", handler: (request, h) => { exec(request.payload.cmd); return h.response("ok"); } });
exports.handler = serverless(server);`,
    "middy v2": `
// api: os-command body.cmd
const middy = require("@middy/core");
const jsonBodyParser = require("@middy/http-json-body-parser");
const { exec } = require("child_process");
const base = async (event) => { exec(event.body.cmd); };
module.exports.handler = middy(base).use(jsonBodyParser()).use(errors());`,
    "nosql via json body parser": `
// api: nosql body
const middy = require("@middy/core");
const jsonBodyParser = require("@middy/http-json-body-parser");
const { MongoClient } = require("mongodb");
const users = new MongoClient(process.env.URL).db().collection("users");
module.exports.handler = middy(async (event) => { await users.findOne(event.body); }).use(jsonBodyParser());`,
    apollo: `
// api: os-command name
const { ApolloServer, gql } = require("apollo-server-lambda");
const { exec } = require("child_process");
const typeDefs = gql\`type Query { hello(name: String): String }\`;
const resolvers = { Query: { hello: (parent, args) => { exec("echo " + args.name); } } };
const server = new ApolloServer({ typeDefs, resolvers });
exports.graphqlHandler = server.createHandler();
exports.handler = exports.graphqlHandler;`,
    "appsync direct": `
// appsync: os-command arguments.name
const { exec } = require("child_process");
exports.handler = async (event) => {
  switch (event.info.fieldName) {
    case "find": return find(event.arguments);
    default: return null;
  }
};
function find({ name }) { exec("find " + name); }`,
    "lambda-api": `
// api: os-command query.cmd
const api = require("lambda-api")();
const { exec } = require("child_process");
api.get("/run", async (req, res) => { exec(req.query.cmd); return {}; });
exports.handler = async (event, context) => await api.run(event, context);`,
    "factory default deps": `
// api: os-command body.cmd
const { exec } = require("child_process");
function create({ shell = exec } = {}) { return async function (event) { shell(JSON.parse(event.body).cmd); }; }
module.exports = { create, handler: create() };`,
    "hof wrapper": `
// api: os-command body.cmd
const { exec } = require("child_process");
const withBody = (fn) => async (event, context) => { const body = JSON.parse(event.body); return { statusCode: 200, body: await fn(body, context) }; };
exports.handler = withBody(async ({ cmd }) => { exec(cmd); });`,
    "hof compose": `
// api: os-command body.cmd
const { exec } = require("child_process");
const { compose, withErrors, withAuth } = require("./mw");
const run = async (event) => { exec(JSON.parse(event.body).cmd); };
module.exports.handler = compose(withErrors, withAuth)(run);
// file: mw.js
const compose = (...fns) => (h) => fns.reduceRight((acc, fn) => fn(acc), h);
const withErrors = (h) => async (e, c) => { try { return await h(e, c); } catch (err) { return { statusCode: 500 }; } };
const withAuth = (h) => async (e, c) => { if (!e.headers.Authorization) return { statusCode: 401 }; return h(e, c); };
module.exports = { compose, withErrors, withAuth };`,
    "default export object": `
// api: os-command body.cmd
const { exec } = require("child_process");
const handlers = { handler: async (event) => { exec(JSON.parse(event.body).cmd); } };
Object.assign(exports, handlers);`,
    "powertools captureLambda": `
// api: os-command body.cmd
const { Tracer } = require("@aws-lambda-powertools/tracer");
const middy = require("@middy/core");
const { captureLambdaHandler } = require("@aws-lambda-powertools/tracer/middleware");
const { exec } = require("child_process");
const tracer = new Tracer();
exports.handler = middy(async (event) => { exec(JSON.parse(event.body).cmd); }).use(captureLambdaHandler(tracer));`,
    "sentry wrap": `
// api: os-command body.cmd
const Sentry = require("@sentry/serverless");
const { exec } = require("child_process");
exports.handler = Sentry.AWSLambda.wrapHandler(async (event) => { exec(JSON.parse(event.body).cmd); });`,
    streamify: `
// url: os-command body.cmd
const { exec } = require("child_process");
exports.handler = awslambda.streamifyResponse(async (event, responseStream, context) => { exec(JSON.parse(event.body).cmd); responseStream.end(); });`,
    "express multer upload": `
// api: os-command file.originalname
const express = require("express"); const multer = require("multer"); const { exec } = require("child_process");
const upload = multer({ dest: "/tmp" });
const app = express();
app.post("/u", upload.single("f"), (req, res) => { exec("convert " + req.file.originalname); });
exports.handler = require("serverless-http")(app);`,
    "express middleware sets req": `
// api: os-command body.cmd
const express = require("express"); const { exec } = require("child_process");
const app = express();
const parse = (req, res, next) => { req.input = req.body.cmd; next(); };
app.post("/u", parse, (req, res) => { exec(req.input); });
exports.handler = require("serverless-http")(app);`,
  });
});
