// Functions that a framework calls in place of a handler that has failed, and with the messages of a chat.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("handlers of errors and of messages, Python", () => {
  appTable("py", {
    "abort ends the request": `
# api: none
import re
from flask import Flask, abort, request
from serverless_wsgi import handle_request
app = Flask(__name__)
@app.route("/p")
def page():
    slug = request.args.get("slug", "")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", slug):
        abort(404)
    return open("/tmp/" + slug).read()
def handler(event, context):
    return handle_request(app, event, context)`,
    "errorhandler of Flask, not for a status": `
# api: response
import os
from flask import Flask
from serverless_wsgi import handle_request
app = Flask(__name__)
@app.errorhandler(Exception)
def broken(error):
    return {"message": str(error)}, 500
@app.errorhandler(404)
def missing(error):
    return {"message": str(error)}, 404
def handler(event, context):
    return handle_request(app, event, context)`,
    "exception_handler of Powertools, not for own errors": `
# api: response
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
import json
app = APIGatewayRestResolver()
@app.exception_handler(ValueError)
def broken(ex: ValueError):
    return Response(status_code=500, content_type="application/json", body=json.dumps({"e": repr(ex)}))
class Own(Exception): pass
@app.exception_handler(Own)
def own(ex):
    return Response(status_code=400, content_type="application/json", body=str(ex))
def handler(event, context):
    return app.resolve(event, context)`,
    "exception_handler of FastAPI": `
# api: response
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from mangum import Mangum
import traceback
app = FastAPI()
@app.exception_handler(Exception)
async def broken(request: Request, exc: Exception):
    return JSONResponse(status_code=500, content={"detail": str(exc)})
handler = Mangum(app)`,
    "message handlers of telebot": `
# api: os-command text, path text
import json, os, telebot
bot = telebot.TeleBot(os.environ["T"])
@bot.message_handler(commands=["ping"])
def ping(message):
    os.system("ping -c 1 " + message.text.split()[1])
    open("/tmp/" + message.text)
def handler(event, context):
    bot.process_new_updates([telebot.types.Update.de_json(event["body"])])`,
    "handlers of python-telegram-bot": `
# api: os-command args.0
import json, os, asyncio
from telegram import Update
from telegram.ext import Application, CommandHandler
app = Application.builder().token("x").build()
async def ping(update, context):
    os.system("ping " + context.args[0])
app.add_handler(CommandHandler("ping", ping))
def handler(event, context):
    return asyncio.run(app.process_update(Update.de_json(json.loads(event["body"]), app.bot)))`,
  });
});

describe("handlers of errors and of messages, TypeScript", () => {
  appTable("ts", {
    "onError of middy": `
// api: response message
import middy from "@middy/core"; import jsonBodyParser from "@middy/http-json-body-parser";
const main = async (event: any) => ({ statusCode: 200, body: "ok" });
export const handler = middy(main).use(jsonBodyParser()).onError((request) => {
    request.response = { statusCode: 500, body: JSON.stringify({ message: request.error?.message, stack: request.error?.stack }) };
  });`,
    "onError of a middleware": `
// api: response stack
import middy from "@middy/core";
const errors = () => ({ onError: async (request: any) => { request.response = { statusCode: 500, body: request.error.stack }; } });
const quiet = () => ({ onError: async (request: any) => { console.error(request.error); request.response = { statusCode: 500, body: "failed" }; } });
export const handler = middy().use(errors()).use(quiet()).handler(async (event: any) => ({ statusCode: 200, body: "ok" }));`,
    telegraf: `
// api: os-command message.text, path message.document.file_name
import { Telegraf } from "telegraf"; import { exec } from "child_process"; import fs from "fs"; import axios from "axios";
const bot = new Telegraf(process.env.BOT_TOKEN!);
bot.command("ping", (ctx) => { exec(\`ping -c 1 \${ctx.message.text.split(" ")[1]}\`, (error, out) => ctx.reply(out)); });
bot.on("document", async (ctx) => {
  const link = await ctx.telegram.getFileLink(ctx.message.document.file_id);
  const { data } = await axios.get(link.href, { responseType: "arraybuffer" });
  fs.writeFileSync("/tmp/" + ctx.message.document.file_name, data);
});
export const handler = async (event: any) => { await bot.handleUpdate(JSON.parse(event.body)); return { statusCode: 200 }; };`,
    "redirect of Koa": `
// api: redirect query.to
import Koa from "koa"; import Router from "@koa/router"; import serverless from "serverless-http";
const app = new Koa(); const router = new Router();
router.get("/r", async (ctx) => { ctx.redirect(ctx.query.to); });
app.use(router.routes());
export const handler = serverless(app);`,
    "error handler of Fastify": `
// api: response message
import fastify from "fastify"; import awsLambdaFastify from "@fastify/aws-lambda";
const app = fastify();
app.setErrorHandler((error, request, reply) => { reply.status(500).send({ message: error.message, stack: error.stack }); });
app.get("/", async () => ({ ok: true }));
export const handler = awsLambdaFastify(app);`,
    "onError of Hono": `
// api: response stack
import { Hono } from "hono"; import { handle } from "hono/aws-lambda";
const app = new Hono();
app.get("/", (c) => c.text("x"));
app.onError((err, c) => c.json({ error: err.stack }, 500));
export const handler = handle(app);`,
  });
});
