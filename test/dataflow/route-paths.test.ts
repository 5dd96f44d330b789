// Parts of a path whose form the route itself says, and pipes of parameters.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("typed parts of routes, TypeScript", () => {
  appTable("ts", {
    "express pattern": `
// api: sql params.id
import express from "express"; import serverless from "serverless-http"; import { Pool } from "pg";
const pool = new Pool();
const app = express();
app.get("/a/:id(\\\\d+)", async (req, res) => { res.json(await pool.query(\`SELECT * FROM a WHERE id = \${req.params.id}\`)); });
app.get("/b/:id", async (req, res) => { res.json(await pool.query(\`SELECT * FROM a WHERE id = \${req.params.id}\`)); });
export const handler = serverless(app);`,
    "hono pattern": `
// api: none
import { Hono } from "hono"; import { handle } from "hono/aws-lambda"; import { Pool } from "pg";
const pool = new Pool();
const app = new Hono();
app.get("/a/:id{[0-9]+}", async (c) => c.json(await pool.query(\`SELECT * FROM a WHERE id = \${c.req.param("id")}\`)));
export const handler = handle(app);`,
    "nest pipes": `
// api: sql name
import { NestFactory } from "@nestjs/core"; import { Controller, Get, Delete, Param, ParseIntPipe, ParseUUIDPipe, Module } from "@nestjs/common";
import serverlessExpress from "@vendia/serverless-express"; import { Pool } from "pg";
const pool = new Pool();
@Controller("a")
export class A {
  @Get(":id") one(@Param("id", ParseIntPipe) id: number) { return pool.query(\`select * from a where id = \${id}\`); }
  @Delete(":id") remove(@Param("id", new ParseUUIDPipe()) id: string) { return pool.query(\`delete from a where id = '\${id}'\`); }
  @Get("n/:name") named(@Param("name") name: string) { return pool.query(\`select * from a where id = '\${name}'\`); }
}
@Module({ controllers: [A] })
export class AppModule {}
let server: any;
export const handler = async (event: any, context: any, callback: any) => {
  if (!server) { const app = await NestFactory.create(AppModule); await app.init(); server = serverlessExpress({ app: app.getHttpAdapter().getInstance() }); }
  return server(event, context, callback);
};`,
  });
});

describe("typed parts of routes, Python", () => {
  appTable("py", {
    "flask converters": `
# api: sql name
from flask import Flask
import serverless_wsgi, sqlite3
app = Flask(__name__)
db = sqlite3.connect("/tmp/x")
@app.get("/a/<int:number>")
def a(number):
    return {"a": db.execute(f"select * from a where id = {number}").fetchall()}
@app.get("/b/<uuid:case>/<name>")
def b(case, name):
    db.execute(f"select * from a where id = '{case}'")
    return {"a": db.execute(f"select * from a where name = '{name}'").fetchall()}
def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)`,
    "bottle filters": `
# api: sql code
import apig_wsgi, bottle, sqlite3
from bottle import route
application = bottle.default_app()
handler = apig_wsgi.make_lambda_handler(application)
db = sqlite3.connect("/tmp/x")
@route("/a/<number:int>")
def a(number):
    return {"a": db.execute(f"select * from a where id = {number}").fetchall()}
@route("/b/<code:re:[a-z]+>")
def b(code):
    return {"a": db.execute(f"select * from a where id = '{code}'").fetchall()}
@route("/c/<code:re:.+>")
def c(code):
    return {"a": db.execute(f"select * from a where id = '{code}'").fetchall()}`,
  });
});
