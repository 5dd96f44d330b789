import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("entry points and frameworks, TypeScript", () => {
  appTable("ts", {
    vendia: `
// api: os-command body.cmd
import serverlessExpress from "@vendia/serverless-express";
import express from "express";
import { exec } from "node:child_process";
const app = express();
app.post("/run", (req: Request, res: Response) => { exec(req.body.cmd); });
export const handler = serverlessExpress({ app });`,
    "vendia setup async": `
// api: os-command body.cmd
import serverlessExpress from "@codegenie/serverless-express";
import express from "express";
import { exec } from "node:child_process";
let instance: any;
async function setup(event: any, context: any) {
  const app = express();
  app.post("/run", (req, res) => { exec(req.body.cmd); });
  instance = serverlessExpress({ app });
  return instance(event, context);
}
export function handler(event: any, context: any) { if (instance) return instance(event, context); return setup(event, context); }`,
    "nestjs controller": `
// api: os-command cmd
import { NestFactory } from "@nestjs/core";
import { Module, Controller, Get, Query, Injectable } from "@nestjs/common";
import serverlessExpress from "@vendia/serverless-express";
import { exec } from "child_process";
@Injectable()
export class ToolService { run(cmd: string) { exec(cmd); } }
@Controller("tools")
export class ToolController {
  constructor(private readonly tools: ToolService) {}
  @Get()
  run(@Query("cmd") cmd: string) { return this.tools.run(cmd); }
}
@Module({ controllers: [ToolController], providers: [ToolService] })
export class AppModule {}
let server: any;
async function bootstrap() { const app = await NestFactory.create(AppModule); await app.init(); return serverlessExpress({ app: app.getHttpAdapter().getInstance() }); }
export const handler = async (event: any, context: any, callback: any) => { server = server ?? (await bootstrap()); return server(event, context, callback); };`,
    "nestjs controller dto other file": `
// api: os-command body.name
import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";
import serverlessExpress from "@vendia/serverless-express";
let server: any;
export const handler = async (event: any, context: any, callback: any) => {
  if (!server) { const app = await NestFactory.create(AppModule); await app.init(); server = serverlessExpress({ app: app.getHttpAdapter().getInstance() }); }
  return server(event, context, callback);
};
// file: app.module.ts
import { Module } from "@nestjs/common";
import { ToolController } from "./tool.controller";
import { ToolService } from "./tool.service";
@Module({ controllers: [ToolController], providers: [ToolService] })
export class AppModule {}
// file: tool.controller.ts
import { Controller, Post, Body } from "@nestjs/common";
import { ToolService } from "./tool.service";
@Controller("tools")
export class ToolController {
  constructor(private readonly tools: ToolService) {}
  @Post()
  async run(@Body() body: ToolDto) { return this.tools.run(body.name); }
}
// file: tool.service.ts
import { Injectable } from "@nestjs/common";
import { execSync } from "child_process";
@Injectable()
export class ToolService { run(name: string) { return execSync(\`tool \${name}\`); } }`,
    "middy v5 handler()": `
// api: os-command body.cmd
import middy from "@middy/core";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import { exec } from "child_process";
const lambdaHandler = async (event: any) => { exec(event.body.cmd); };
export const handler = middy().use(httpJsonBodyParser()).handler(lambdaHandler);`,
    "middy wrapper lib": `
// api: os-command body.cmd
import { middyfy } from "./lib";
import { exec } from "child_process";
const hello: Handler = async (event) => { exec(event.body.cmd); };
export const handler = middyfy(hello);
// file: lib.ts
import middy from "@middy/core";
import middyJsonBodyParser from "@middy/http-json-body-parser";
export const middyfy = (handler) => { return middy(handler).use(middyJsonBodyParser()); };`,
    "middy custom middleware sink": `
// api: os-command headers.x
import middy from "@middy/core";
import { exec } from "child_process";
const mw = () => ({ before: async (request) => { exec(request.event.headers.x); } });
export const handler = middy(async (event) => ({ statusCode: 200 })).use(mw());`,
    "apollo v4": `
// api: os-command name
import { ApolloServer } from "@apollo/server";
import { startServerAndCreateLambdaHandler, handlers } from "@as-integrations/aws-lambda";
import { exec } from "child_process";
const resolvers = { Query: { hello: async (_: any, { name }: any, context: any) => { exec("echo " + name); } } };
const server = new ApolloServer({ typeDefs, resolvers });
export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());`,
    trpc: `
// api: os-command name
import { initTRPC } from "@trpc/server";
import { awsLambdaRequestHandler } from "@trpc/server/adapters/aws-lambda";
import { z } from "zod";
import { exec } from "child_process";
const t = initTRPC.create();
const appRouter = t.router({
  run: t.procedure.input(z.object({ name: z.string() })).query(({ input }) => { exec("echo " + input.name); }),
});
export const handler = awsLambdaRequestHandler({ router: appRouter, createContext });`,
    hono: `
// api: os-command req.query.cmd
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { exec } from "child_process";
const app = new Hono();
app.get("/run", (c) => { exec(c.req.query("cmd")!); return c.text("ok"); });
export const handler = handle(app);`,
    "hono json": `
// api: os-command req
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { exec } from "child_process";
const app = new Hono();
app.post("/run", async (c) => { const { cmd } = await c.req.json(); exec(cmd); return c.json({ ok: true }); });
export const handler = handle(app);`,
    itty: `
// api: os-command query.cmd
import { Router } from "itty-router";
import { exec } from "child_process";
const router = Router();
router.get("/run", ({ query }) => { exec(query.cmd); });
export const handler = async (event: any) => router.handle({ method: event.httpMethod, url: event.path, query: event.queryStringParameters });`,
    "class bind": `
// api: os-command body.cmd
import { exec } from "child_process";
class Runner {
  async handle(event: any, context: any) { this.run(JSON.parse(event.body).cmd); }
  private run(cmd: string) { exec(cmd); }
}
const runner = new Runner();
export const handler = runner.handle.bind(runner);`,
    "new X bind inline": `
// api: os-command body.cmd
import { exec } from "child_process";
class Runner { constructor(private shell: any) {} async handle(event: any) { this.shell(JSON.parse(event.body).cmd); } }
export const handler = new Runner(exec).handle.bind(new Runner(exec));`,
    "class arrow method": `
// api: os-command body.cmd
import { exec } from "child_process";
class Runner { handle = async (event: any) => { exec(JSON.parse(event.body).cmd); }; }
export const { handle: handler } = new Runner();`,
    "class handler other module": `
// api: os-command body.cmd
import { Controller } from "./controller";
const controller = new Controller();
export const handler = (event: any) => controller.run(event);
// file: controller.ts
import { exec } from "child_process";
export class Controller { run(event: any) { return this.doIt(event.body); } private doIt(raw: string) { const { cmd } = JSON.parse(raw); exec(cmd); } }`,
    factory: `
// api: os-command body.cmd
import { exec } from "child_process";
import { makeHandler } from "./make";
export const handler = makeHandler({ run: (cmd: string) => exec(cmd) });
// file: make.ts
export const makeHandler = (deps: any) => async (event: any) => { const { cmd } = JSON.parse(event.body); deps.run(cmd); };`,
    reexport: `
// api: os-command body.cmd
export { run as handler } from "./run";
// file: run.ts
import { exec } from "child_process";
export async function run(event: any) { exec(JSON.parse(event.body).cmd); }`,
    "powertools class decorator": `
// api: os-command body.cmd
import { Logger } from "@aws-lambda-powertools/logger";
import { exec } from "child_process";
const logger = new Logger();
class Lambda implements LambdaInterface {
  @logger.injectLambdaContext()
  public async handler(event: any, _context: unknown): Promise<void> { exec(JSON.parse(event.body).cmd); }
}
const fn = new Lambda();
export const handler = fn.handler.bind(fn);`,
    "inversify-like container": `
// api: os-command body.cmd
import { exec } from "child_process";
class Shell { run(c: string) { exec(c); } }
class App { constructor(private shell: Shell) {} main = async (event: any) => { const b = JSON.parse(event.body); this.shell.run(b.cmd); }; }
const container = { shell: new Shell() };
const app = new App(container.shell);
export const handler = app.main;`,
    "routing controllers table": `
// api: os-command body.cmd
import { exec } from "child_process";
const routes: Record<string, (e: any) => Promise<any>> = {
  "POST /run": async (e) => exec(JSON.parse(e.body).cmd),
  "GET /": async () => ({ statusCode: 200 }),
};
export const handler = async (event: any) => { const route = routes[\`\${event.httpMethod} \${event.path}\`]; return route ? route(event) : { statusCode: 404 }; };`,
  });
});
