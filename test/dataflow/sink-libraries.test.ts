// The libraries that the tables of sinks are for, each called as its users call it.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("what the libraries do, JavaScript", () => {
  appTable("js", {
    "sinks sql": `
// api: sql body.a, sql body.b, sql body.c, sql body.d, sql body.e, sql body.f, sql body.g
const { Connection, Request } = require("tedious"); const mssql = require("mssql"); const pgp = require("pg-promise")(); const { createPool, sql } = require("slonik");
const knex = require("knex")({}); const { Sequelize } = require("sequelize"); const sqlite3 = require("sqlite3");
const db = pgp("x");
exports.handler = async (event) => {
  const b = JSON.parse(event.body);
  const r = new Request("select '" + b.a + "'", () => {}); new Connection({}).execSql(r);
  await mssql.query("select '" + b.b + "'");
  await db.any("select '" + b.c + "'");
  const pool = await createPool("x"); await pool.query(sql.unsafe(["select " + b.d]));
  await knex.raw("select '" + b.e + "'");
  await new Sequelize("x").query(\`select '\${b.f}'\`);
  new sqlite3.Database("x").all("select '" + b.g + "'", () => {});
};`,
    "mysql pool and promise": `
// api: sql body.a, sql body.b
const mysql = require("mysql"); const mysql2 = require("mysql2/promise");
exports.handler = async (event) => { const b = JSON.parse(event.body);
  const c = mysql.createConnection({}); c.query("select " + b.a, (e, r) => {});
  const p = await mysql2.createConnection({}); await p.execute("select " + b.b); };`,
    "http clients": `
// api: ssrf body.a, ssrf body.b, ssrf body.c, ssrf body.d, ssrf body.e, ssrf body.f, ssrf body.g, ssrf body.h
const axios = require("axios"); const got = require("got"); const nf = require("node-fetch"); const { request } = require("undici"); const req = require("request"); const http = require("http"); const https = require("https");
exports.handler = async (event) => { const b = JSON.parse(event.body);
  await axios.get(b.a); await got(b.b); await nf(b.c); await request(b.d); req(b.e, () => {}); http.get(b.f, () => {}); https.request({ hostname: b.g }); await fetch(b.h); };`,
    "zip from body": `
// api: path body.*.entryName
const AdmZip = require("adm-zip");
exports.handler = async (event) => { const zip = new AdmZip(Buffer.from(event.body, "base64")); zip.getEntries().forEach((e) => { require("fs").writeFileSync("/tmp/" + e.entryName, e.getData()); }); };`,
    "unzipper extract": `
// api: path body.files.*.path
const unzipper = require("unzipper"); const fs = require("fs"); const { Readable } = require("stream");
exports.handler = async (event) => { const d = await unzipper.Open.buffer(Buffer.from(event.body, "base64")); for (const f of d.files) fs.writeFileSync("/tmp/" + f.path, await f.buffer()); };`,
    tar: `
// api: path body.f
const tar = require("tar");
exports.handler = async (event) => { await tar.x({ file: "/tmp/a.tgz", cwd: JSON.parse(event.body).f }); };`,
    templates: `
// api: template body.a, template body.b, template body.c, template body.d
const hb = require("handlebars"); const ejs = require("ejs"); const pug = require("pug"); const nj = require("nunjucks");
exports.handler = async (event) => { const b = JSON.parse(event.body); hb.compile(b.a)({}); ejs.render(b.b); pug.render(b.c); nj.renderString(b.d, {}); };`,
    xml: `
// api: xml body
const libxml = require("libxmljs");
exports.handler = async (event) => { libxml.parseXmlString(event.body, { noent: true }); };`,
    deserialization: `
// api: deserialization body, deserialization body.a
const s = require("node-serialize"); const yaml = require("js-yaml");
exports.handler = async (event) => { s.unserialize(event.body); yaml.load(JSON.parse(event.body).a, { schema: yaml.DEFAULT_FULL_SCHEMA }); };`,
    commands: `
// api: os-command body.a, os-command body.b, os-command body.c, os-command body.d, code body.e, code body.f, code body.g
const execa = require("execa"); const shell = require("shelljs"); const { spawn } = require("child_process"); const vm = require("vm");
exports.handler = async (event) => { const b = JSON.parse(event.body); execa.command(b.a); shell.exec(b.b); spawn(b.c, { shell: true }); spawn("sh", ["-c", b.d]); vm.runInNewContext(b.e); new Function(b.f)(); setTimeout(b.g, 1); };`,
    nosql: `
// api: nosql body.a, nosql body.b, nosql body.c
const { MongoClient } = require("mongodb"); const mongoose = require("mongoose"); const { Client } = require("@opensearch-project/opensearch");
const M = mongoose.model("x", {});
exports.handler = async (event) => { const b = JSON.parse(event.body); const c = new MongoClient("x").db("d").collection("c");
 await c.find({ $where: b.a }).toArray(); await M.findOne({ n: b.b }); await new Client({}).search({ index: "x", body: { query: b.c } }); };`,
    "dynamodb expressions": `
// api: nosql body.a
const { DynamoDBDocumentClient, ScanCommand } = require("@aws-sdk/lib-dynamodb"); const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const d = DynamoDBDocumentClient.from(new DynamoDBClient({}));
exports.handler = async (event) => { const b = JSON.parse(event.body); await d.send(new ScanCommand({ TableName: "t", FilterExpression: "n = " + b.a })); };`,
    "redis eval": `
// api: nosql body.a
const redis = require("redis"); const c = redis.createClient();
exports.handler = async (event) => { const b = JSON.parse(event.body); await c.eval(b.a, { keys: [] }); };`,
    "bedrock openai": `
// api: prompt body.a, prompt body.b
const { BedrockRuntimeClient, InvokeModelCommand } = require("@aws-sdk/client-bedrock-runtime"); const OpenAI = require("openai");
exports.handler = async (event) => { const b = JSON.parse(event.body);
 await new BedrockRuntimeClient({}).send(new InvokeModelCommand({ modelId: "x", body: JSON.stringify({ prompt: "Summarise: " + b.a }) }));
 await new OpenAI().chat.completions.create({ messages: [{ role: "system", content: "You help " + b.b }] }); };`,
    "mqtt sms mail": `
// api: message body.a, message body.b, html body.c
const { IoTDataPlaneClient, PublishCommand } = require("@aws-sdk/client-iot-data-plane"); const AWS = require("aws-sdk");
exports.handler = async (event) => { const b = JSON.parse(event.body);
 await new IoTDataPlaneClient({}).send(new PublishCommand({ topic: "devices/x", payload: b.a }));
 await new AWS.SNS().publish({ PhoneNumber: "+1", Message: b.b }).promise();
 await new AWS.SES().sendEmail({ Message: { Body: { Html: { Data: "<p>" + b.c + "</p>" } } } }).promise(); };`,
    "mqtt client lib": `
// api: message body.a
const mqtt = require("mqtt"); const c = mqtt.connect("x");
exports.handler = async (event) => { c.publish("cmd/run", JSON.parse(event.body).a); };`,
    "redirect html": `
// api: redirect queryStringParameters.u
exports.handler = async (event) => ({ statusCode: 302, headers: { Location: event.queryStringParameters.u } });`,
    "fs path": `
// api: path body.a, path body.b
const fs = require("fs"); const path = require("path");
exports.handler = async (event) => { const b = JSON.parse(event.body); fs.readFileSync("/data/" + b.a); await fs.promises.unlink(path.join("/data", b.b)); };`,
    "rds data athena": `
// api: sql body.a, sql body.b
const { RDSDataClient, ExecuteStatementCommand } = require("@aws-sdk/client-rds-data"); const { AthenaClient, StartQueryExecutionCommand } = require("@aws-sdk/client-athena");
exports.handler = async (event) => { const b = JSON.parse(event.body);
 await new RDSDataClient({}).send(new ExecuteStatementCommand({ sql: "select " + b.a })); await new AthenaClient({}).send(new StartQueryExecutionCommand({ QueryString: "select " + b.b })); };`,
  });
});

describe("what the libraries do, TypeScript", () => {
  appTable("ts", {
    "typeorm prisma": `
// api: sql body.a, sql body.b, sql body.c
import { getConnection, DataSource } from "typeorm"; import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const handler = async (event: any) => { const b = JSON.parse(event.body);
  await getConnection().query("select '" + b.a + "'");
  await new DataSource({} as any).manager.query("select '" + b.b + "'");
  await prisma.$queryRawUnsafe("select '" + b.c + "'");
};`,
    "typeorm repository where": `
// api: sql body.a
import { getRepository } from "typeorm"; import { User } from "./user";
export const handler = async (event: any) => { const b = JSON.parse(event.body);
  await getRepository(User).createQueryBuilder("u").where("u.name = '" + b.a + "'").getMany();
};
// file: user.ts
export class User { name: string = ""; }`,
  });
});

describe("what the libraries do, Python", () => {
  appTable("py", {
    sql: `
# api: sql body.a, sql body.b, sql body.c, sql body.d, sql body.e, sql body.f, sql body.g
import json, psycopg2, pymysql, mysql.connector, sqlite3, pymssql, pyodbc
from sqlalchemy import create_engine, text
def handler(event, context):
    b = json.loads(event["body"])
    psycopg2.connect("").cursor().execute("select " + b["a"])
    pymysql.connect().cursor().execute("select %s" % b["b"])
    mysql.connector.connect().cursor().execute(f"select {b['c']}")
    with sqlite3.connect("x") as c:
        c.execute("select {}".format(b["d"]))
    create_engine("x").connect().execute(text("select " + b["e"]))
    pymssql.connect().cursor().execute("select " + b["f"])
    pyodbc.connect("x").cursor().execute("select " + b["g"])`,
    "async sql": `
# api: sql body.a, sql body.b, sql body.c
import json, asyncpg, aiomysql, asyncio, aiopg
async def main(b):
    c = await asyncpg.connect("x")
    await c.fetch("select " + b["a"])
    async with asyncpg.create_pool("x") as pool:
        async with pool.acquire() as conn:
            await conn.execute("select " + b["b"])
    p = await aiomysql.create_pool()
    async with p.acquire() as conn:
        async with conn.cursor() as cur:
            await cur.execute("select " + b["c"])
def handler(event, context):
    asyncio.run(main(json.loads(event["body"])))`,
    "rds data athena": `
# api: sql body.a, sql body.b
import json, boto3
def handler(event, context):
    b = json.loads(event["body"])
    boto3.client("rds-data").execute_statement(sql="select " + b["a"])
    boto3.client("athena").start_query_execution(QueryString="select " + b["b"])`,
    simpledb: `
# api: sql body.a
import json, boto3
def handler(event, context):
    b = json.loads(event["body"])
    boto3.client("sdb").select(SelectExpression="select * from d where n = '" + b["a"] + "'")
    boto3.client("sdb").get_attributes(DomainName="d", ItemName=b["b"])`,
    nosql: `
# api: nosql body.a, nosql body.b
import json, boto3
from pymongo import MongoClient
def handler(event, context):
    b = json.loads(event["body"])
    MongoClient().d.c.find({"x": b["a"]})
    boto3.resource("dynamodb").Table("t").scan(FilterExpression="x = " + b["b"])`,
    "dynamodb ScanFilter": `
# api: nosql body.a
import json, boto3
def handler(event, context):
    b = json.loads(event["body"])
    boto3.client("dynamodb").scan(TableName="t", ScanFilter=b["a"])`,
    http: `
# api: ssrf body.a, ssrf body.b, ssrf body.c, ssrf body.d, ssrf body.e
import json, requests, urllib.request, httpx, http.client, urllib3
def handler(event, context):
    b = json.loads(event["body"])
    requests.get(b["a"])
    urllib.request.urlopen(b["b"])
    httpx.Client().get(b["c"])
    http.client.HTTPSConnection(b["d"])
    urllib3.PoolManager().request("GET", b["e"])`,
    "aiohttp httpx async": `
# api: ssrf body.a, ssrf body.b
import json, aiohttp, httpx, asyncio
async def main(b):
    async with aiohttp.ClientSession() as s:
        async with s.get(b["a"]) as r:
            await r.text()
    async with httpx.AsyncClient() as c:
        await c.get(b["b"])
def handler(event, context):
    asyncio.run(main(json.loads(event["body"])))`,
    deserialization: `
# api: deserialization body.a, deserialization body.b, deserialization body.c, deserialization body.d, deserialization body.e
import json, pickle, yaml, jsonpickle, marshal, shelve, base64
def handler(event, context):
    b = json.loads(event["body"])
    pickle.loads(base64.b64decode(b["a"]))
    yaml.load(b["b"])
    jsonpickle.decode(b["c"])
    marshal.loads(base64.b64decode(b["d"]))
    shelve.open(b["e"])`,
    xml: `
# api: xml body.a, xml body.b
import json
from lxml import etree
from xml.dom import minidom
def handler(event, context):
    b = json.loads(event["body"])
    etree.fromstring(b["a"], etree.XMLParser(resolve_entities=True))
    minidom.parseString(b["b"])`,
    templates: `
# api: template body.a, template body.b, template body.c
import json
from jinja2 import Template, Environment
from mako.template import Template as Mako
def handler(event, context):
    b = json.loads(event["body"])
    Template(b["a"]).render()
    Environment().from_string(b["b"]).render()
    Mako(b["c"]).render()`,
    archives: `
# api: path body
import tarfile, io, base64
def handler(event, context):
    tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))).extractall("/tmp")`,
    zip: `
# api: path body.*
import zipfile, io, base64
def handler(event, context):
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as z:
        for n in z.namelist():
            open("/tmp/" + n, "wb").write(z.read(n))`,
    subprocess: `
# api: os-command body.a, os-command body.b, os-command body.c, os-command body.d, code body.e, code body.f
import json, subprocess, os
def handler(event, context):
    b = json.loads(event["body"])
    subprocess.run(b["a"], shell=True)
    subprocess.Popen(["sh", "-c", b["b"]])
    os.popen("x " + b["c"])
    subprocess.getoutput(b["d"])
    eval(b["e"])
    exec(compile(b["f"], "x", "exec"))`,
    "instructions that are filled in": `
# api: prompt body.a, prompt body.b
import boto3, json
model = boto3.client("bedrock-runtime")
RULES = "You answer {name}."
def handler(event, context):
    b = json.loads(event["body"])
    model.converse(modelId="x", system=[{"text": RULES.replace("{name}", b["a"])}], messages=[])
    model.converse(modelId="x", system=[{"text": "\\n".join(["You answer mails.", b["b"]])}], messages=[])
    model.converse(modelId="x", system=[{"text": RULES}], messages=[{"role": "user", "content": [{"text": b["c"].replace("\\t", " ")}]}])`,
    prompt: `
# api: prompt body.a, prompt body.b
import json, boto3, openai
def handler(event, context):
    b = json.loads(event["body"])
    boto3.client("bedrock-runtime").invoke_model(modelId="x", body=json.dumps({"prompt": "Sum up: " + b["a"]}))
    openai.OpenAI().chat.completions.create(messages=[{"role": "system", "content": "Help " + b["b"]}])`,
    "mqtt sms mail": `
# api: message body.a, message body.b, message body.d, html body.c
import json, boto3
import paho.mqtt.client as mqtt
def handler(event, context):
    b = json.loads(event["body"])
    boto3.client("iot-data").publish(topic="x", payload=b["a"])
    boto3.client("sns").publish(PhoneNumber="+1", Message=b["b"])
    boto3.client("ses").send_email(Message={"Body": {"Html": {"Data": "<p>" + b["c"] + "</p>"}}})
    mqtt.Client().publish("x", b["d"])`,
    twilio: `
# api: none
import json
from twilio.rest import Client
def handler(event, context):
    Client("a", "b").messages.create(to="+1", body=json.loads(event["body"])["a"])`,
    "open os paths": `
# api: path body.a, path body.b, object-key body.c
import json, os, boto3
from pathlib import Path
def handler(event, context):
    b = json.loads(event["body"])
    open("/data/" + b["a"])
    (Path("/data") / b["b"]).read_text()
    boto3.client("s3").get_object(Bucket="x", Key=b["c"])`,
  });
});
