// What web frameworks answer with: error handlers, headers, exceptions whose texts go to the caller, objects that are request and answer.
import { describe } from "vitest";
import { taintTable } from "./taint-table.ts";

const classes = ["response", "redirect", "html"];

describe("answers of frameworks, TypeScript", () => {
  taintTable(
    { language: "ts", triggers: ["api"], classes },
    {
      "fastify: error handler and location": `
import fastify from "fastify";
import lambda from "@fastify/aws-lambda";
const app = fastify();
app.setErrorHandler((error, request, reply) => {
  if (error.validation) return reply.code(400).send({ code: error.code });
  reply.code(500).send({ message: error.message });
  //                              ^^^^^^^^^^^^^ response error high message
});
app.get("/go", (request, reply) => {
  reply.header("x-id", request.query.id).header("location", request.query.url).code(302).send();
  //                                                        ^^^^^^^^^^^^^^^^^ redirect event high query.url
});
export const handler = lambda(app);`,
      "express: headers": `
import express from "express";
import serverless from "serverless-http";
const app = express();
app.get("/a", (req, res) => { res.writeHead(302, { Location: req.query.to }); res.end(); });
//                                                           ^^^^^^^^^^^^ redirect event high query.to
app.get("/b", (req, res) => { res.set("Location", "/" + req.query.to).sendStatus(302); });
export const handler = serverless(app);`,
      "koa: body and redirect": `
import Koa from "koa";
import Router from "@koa/router";
import serverless from "serverless-http";
const app = new Koa();
const router = new Router();
app.use(async (ctx, next) => {
  try { await next(); } catch (err) {
    ctx.status = err.status || 500;
    ctx.body = { error: String(err) };
    //                  ^^^^^^^^^^^ response error high
  }
});
router.get("/done", async (ctx) => { ctx.redirect(ctx.query.done); });
//                                                ^^^^^^^^^^^^^^ redirect event high query.done
router.get("/list", async (ctx) => {
  const page = ctx.query.page;
  if (!["a", "b"].includes(page)) ctx.throw(400, "page");
  ctx.redirect(page);
});
app.use(router.routes());
export const handler = serverless(app);`,
      "hono: error and redirect": `
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
const app = new Hono();
app.get("/out", (c) => c.redirect(c.req.query("to") ?? "/"));
//                                ^^^^^^^^^^^^^^^^^ redirect event high req.query.to
app.get("/own", (c) => c.redirect("/start"));
app.onError((err, c) => c.json({ message: err.message }, 500));
//                                        ^^^^^^^^^^^ response error high message
export const handler = handle(app);`,
      "nest: filter and exception": `
import { Catch, Controller, Get, HttpException, InternalServerErrorException, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import serverlessExpress from "@vendia/serverless-express";
@Catch()
class AllErrors {
  catch(exception, host) {
    const response = host.switchToHttp().getResponse();
    if (exception instanceof HttpException) return response.status(exception.getStatus()).json(exception.getResponse());
    response.status(500).json({ error: exception.stack });
    //                                 ^^^^^^^^^^^^^^^ response error high stack
  }
}
@Controller()
class Jobs {
  @Get() run() { try { return work(); } catch (e) { throw new InternalServerErrorException(e.message); } }
  //                                                                                       ^^^^^^^^^ response error high message
}
@Module({ controllers: [Jobs] })
class App {}
let server;
export const handler = async (event, context) => {
  if (!server) {
    const app = await NestFactory.create(App);
    app.useGlobalFilters(new AllErrors());
    server = serverlessExpress({ app: app.getHttpAdapter().getInstance() });
  }
  return server(event, context);
};`,
      "middy: hook for errors": `
import middy from "@middy/core";
const base = async () => ({ statusCode: 200 });
const errors = () => ({ onError: async (request) => { request.response = { statusCode: 500, body: request.error.stack }; } });
//                                                                                                ^^^^^^^^^^^^^^^^^^^ response error high stack
export const handler = middy(base).use(errors()).onError(({ error }) => ({ statusCode: 500, body: error.message }));
//                                                                                                ^^^^^^^^^^^^^ response error high message`,
      "middy: general text": `
import middy from "@middy/core";
const base = async () => ({ statusCode: 200 });
export const handler = middy(base).onError((request) => {
  console.error(request.error);
  request.response = { statusCode: 500, body: "failed" };
});`,
    },
  );
});

describe("answers of frameworks, Python", () => {
  taintTable(
    { language: "py", triggers: ["api"], classes },
    {
      "flask: handlers of errors": `
from flask import Flask, abort, jsonify, request
from werkzeug.exceptions import HTTPException
import serverless_wsgi
app = Flask(__name__)
@app.errorhandler(404)
def missing(error):
    return str(error), 404
@app.errorhandler(Exception)
def failed(error):
    if isinstance(error, HTTPException):
        return error
    return jsonify({"message": str(error)}), 500
    #                          ^^^^^^^^^^ response error high
@app.route("/save")
def save():
    try:
        return work()
    except Exception as error:
        abort(500, description=str(error))
        #                      ^^^^^^^^^^ response error high
def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)`,
      "fastapi: handlers, middleware and exceptions": `
from fastapi import FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from mangum import Mangum
app = FastAPI()
@app.exception_handler(RequestValidationError)
async def invalid(request, exc):
    return JSONResponse({"detail": exc.errors()}, status_code=422)
@app.exception_handler(Exception)
async def failed(request, exc):
    return JSONResponse(status_code=500, content={"detail": repr(exc)})
    #                                                       ^^^^^^^^^ response error high
@app.middleware("http")
async def guard(request, call_next):
    try:
        return await call_next(request)
    except ValueError:
        return JSONResponse({"detail": "bad value"}, status_code=400)
@app.get("/{number}")
def show(number: int):
    try:
        return load(number)
    except KeyError as exc:
        raise HTTPException(status_code=404, detail=f"no account: {exc}")
        #                                           ^^^^^^^^^^^^^^^^^^^^ response error high
handler = Mangum(app)`,
      "powertools: handlers, exceptions and redirects": `
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import InternalServerError
app = APIGatewayRestResolver()
@app.exception_handler(OSError)
def failed(exc):
    return Response(status_code=500, content_type="text/plain", body=str(exc))
    #                                                                ^^^^^^^^ response error high
@app.get("/export")
def export():
    try:
        return work()
    except OSError as error:
        raise InternalServerError(f"export failed: {error}") from error
        #                         ^^^^^^^^^^^^^^^^^^^^^^^^^ response error high
@app.get("/leave")
def leave():
    return Response(status_code=302, headers={"Location": app.current_event.query_string_parameters["to"]})
    #                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ redirect event high query_string_parameters.to
def handler(event, context):
    return app.resolve(event, context)`,
      "bottle and starlette: errors": `
import apig_wsgi
import bottle
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse, PlainTextResponse
application = bottle.default_app()
@application.error(500)
def broken(err):
    return {"traceback": err.traceback}
    #                    ^^^^^^^^^^^^^ response error high traceback
class Failures(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        try:
            return await call_next(request)
        except Exception as exc:
            return JSONResponse({"error": str(exc)})
            #                             ^^^^^^^^ response error high
layers = [Middleware(Failures)]
handler = apig_wsgi.make_lambda_handler(application)`,
    },
  );
});
