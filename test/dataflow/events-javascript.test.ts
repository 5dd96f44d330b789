import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("data that arrives by every trigger, JavaScript", () => {
  appTable("js", {
    "what is piped into a file is read by its path": `
// s3: object-key Records.0.s3.object.key, path Body.*.entryName, os-command Body, os-command Body.Sheets.a.A1.v
const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3"); const { pipeline } = require("stream/promises");
const fs = require("fs"); const AdmZip = require("adm-zip"); const xlsx = require("xlsx"); const { execSync } = require("child_process");
const s3 = new S3Client({});
exports.handler = async (event) => {
  const { bucket, object } = event.Records[0].s3;
  const out = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
  await pipeline(out.Body, fs.createWriteStream("/tmp/in.zip"));
  for (const entry of new AdmZip("/tmp/in.zip").getEntries()) fs.writeFileSync("/tmp/x/" + entry.entryName, entry.getData());
  execSync("echo " + xlsx.readFile("/tmp/in.zip").Sheets.a.A1.v);
  out.Body.pipe(fs.createWriteStream("/tmp/other"));
  execSync("echo " + fs.readFileSync("/tmp/other"));
  execSync("echo " + xlsx.readFile("/opt/prices.xlsx").Sheets.a.A1.v);
};`,
    "the code that a user pool sends is its own": `
// cognito: html request.userAttributes.name
exports.handler = async (event) => {
  event.response.emailMessage = \`<b>\${event.request.codeParameter}</b>\`;
  if (event.request.userAttributes.name) event.response.emailMessage = \`<b>\${event.request.userAttributes.name}</b>\`;
  return event;
};`,
    "metadata of an object is written by whoever stores it, its size is not": `
// s3: object-key Records.0.s3.object.key, os-command Metadata.language
const { S3Client, HeadObjectCommand } = require("@aws-sdk/client-s3"); const { spawn } = require("child_process");
const s3 = new S3Client({});
exports.handler = async (event) => {
  const { bucket, object } = event.Records[0].s3;
  const head = await s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key: object.key }));
  spawn("tesseract", ["-l", head.Metadata.language], { shell: true });
  spawn("report", [String(head.ContentLength)], { shell: true });
};`,
    "s3 v2 callback getObject exec": `
// s3: object-key Records.0.s3.object.key, os-command Body
const AWS = require("aws-sdk"); const s3 = new AWS.S3(); const { exec } = require("child_process");
exports.handler = function (event, context, callback) {
  var rec = event.Records[0].s3;
  s3.getObject({ Bucket: rec.bucket.name, Key: decodeURIComponent(rec.object.key.replace(/\\+/g, " ")) }, function (err, data) {
    if (err) return callback(err);
    var job = JSON.parse(data.Body.toString("utf-8"));
    exec("convert " + job.input, function (e, stdout) { callback(null, stdout); });
  });
};`,
    "s3 v2 promise chain": `
// s3: code Body, object-key Records.*.s3.object.key
const AWS = require("aws-sdk"); const s3 = new AWS.S3();
exports.handler = (event) => Promise.all(event.Records.map((r) => s3.getObject({ Bucket: r.s3.bucket.name, Key: r.s3.object.key }).promise()
  .then((d) => d.Body.toString()).then((t) => eval("(" + t + ")"))));`,
    "dynamodb stream unmarshall": `
// dynamodb: os-command Records.*.dynamodb.NewImage.email
const AWS = require("aws-sdk"); const { execSync } = require("child_process");
module.exports.handler = async (event) => {
  for (const record of event.Records) {
    if (record.eventName !== "INSERT") continue;
    const item = AWS.DynamoDB.Converter.unmarshall(record.dynamodb.NewImage);
    execSync(\`notify \${item.email}\`);
  }
};`,
    "sns message json": `
// sns: os-command Records.0.Sns.Message.file
const cp = require("child_process");
exports.handler = (event, context, cb) => { const message = JSON.parse(event.Records[0].Sns.Message); cp.exec("rm " + message.file, (err) => cb(err)); };`,
    "sqs envelope": `
// sqs: os-command Records.*.body.Message.cmd
const { exec } = require("child_process"); const util = require("util"); const run = util.promisify(exec);
exports.handler = async ({ Records }) => {
  for await (const { body } of Records) { const envelope = JSON.parse(body); const msg = JSON.parse(envelope.Message); await run(msg.cmd); }
};`,
    "kinesis base64": `
// kinesis: sql Records.*.kinesis.data
const mysql = require("mysql"); const db = mysql.createConnection(process.env.DB);
exports.handler = (event, context, callback) => {
  event.Records.forEach((record) => {
    const payload = JSON.parse(Buffer.from(record.kinesis.data, "base64").toString("ascii"));
    db.query("DELETE FROM devices WHERE id = " + payload.id, callback);
  });
};`,
    iot: `
// iot: os-command firmware.url
const { exec } = require("child_process");
exports.handler = async (message) => { exec(\`curl \${message.firmware.url} | sh\`); };`,
    "cognito trigger": `
// cognito: sql request.userAttributes.email
const { Client } = require("pg");
exports.handler = async (event) => { const c = new Client(); await c.connect(); await c.query(\`INSERT INTO users VALUES ('\${event.request.userAttributes.email}')\`); return event; };`,
    "alexa slots raw": `
// alexa: os-command request.intent.slots.City.value
const { exec } = require("child_process");
exports.handler = async (event) => { const city = event.request.intent.slots.City.value; exec("weather " + city); };`,
    "ask sdk": `
// alexa: os-command request.intent.slots.City.value
const Alexa = require("ask-sdk-core"); const { exec } = require("child_process");
const CityHandler = {
  canHandle(handlerInput) { return Alexa.getIntentName(handlerInput.requestEnvelope) === "City"; },
  handle(handlerInput) { exec("weather " + handlerInput.requestEnvelope.request.intent.slots.City.value); return handlerInput.responseBuilder.getResponse(); },
};
exports.handler = Alexa.SkillBuilders.custom().addRequestHandlers(CityHandler).lambda();`,
    "lex v1": `
// direct: os-command currentIntent.slots.City
const { exec } = require("child_process");
exports.handler = (event, context, callback) => { exec("w " + event.currentIntent.slots.City); };`,
    "ses headers": `
// ses: os-command Records.0.ses.mail.commonHeaders.subject
const { exec } = require("child_process");
exports.handler = (event) => { const { mail } = event.Records[0].ses; exec("log " + mail.commonHeaders.subject); };`,
    "eventbridge detail": `
// event: os-command detail.name
const { exec } = require("child_process");
exports.handler = async ({ detail }) => { exec("x " + detail.name); };`,
    "websocket body": `
// websocket: code body.expr
exports.handler = async (event) => { const { requestContext: { connectionId }, body } = event; const data = JSON.parse(body); return { statusCode: 200, body: String(eval(data.expr)) }; };`,
    "appsync batch": `
// appsync: nosql *.arguments.filter
const { MongoClient } = require("mongodb");
exports.handler = async (events) => { const c = await MongoClient.connect(process.env.U); return Promise.all(events.map((e) => c.db().collection("x").find(e.arguments.filter).toArray())); };`,
    "msk records": `
// msk: os-command records.*.*.value
const { exec } = require("child_process");
exports.handler = async (event) => {
  for (const key in event.records) { for (const m of event.records[key]) { exec(Buffer.from(m.value, "base64").toString()); } }
};`,
    "mq data": `
// mq: os-command messages.*.data
const { exec } = require("child_process");
exports.handler = async (event) => { for (const message of event.messages) exec(Buffer.from(message.data, "base64").toString("utf8")); };`,
    "logs gz": `
// logs: os-command awslogs.data
const zlib = require("zlib"); const { exec } = require("child_process");
exports.handler = (input, context) => {
  const payload = Buffer.from(input.awslogs.data, "base64");
  zlib.gunzip(payload, (e, result) => { if (e) context.fail(e); else { const parsed = JSON.parse(result.toString("ascii")); parsed.logEvents.forEach((l) => exec("grep " + l.message)); } });
};`,
    codepipeline: `
// direct: os-command CodePipeline.job.data.actionConfiguration.configuration.UserParameters
const { exec } = require("child_process");
exports.handler = async (event) => { const job = event["CodePipeline.job"]; exec(job.data.actionConfiguration.configuration.UserParameters); };`,
    cloudfront: `
// direct: ssrf Records.0.cf.request.uri
const https = require("https");
exports.handler = (event, context, callback) => { const request = event.Records[0].cf.request; https.get(request.uri, (res) => callback(null, request)); };`,
    "authorizer token": `
// direct: sql authorizationToken
const { Pool } = require("pg"); const pool = new Pool();
exports.handler = async (event) => { const t = event.authorizationToken.split(" ")[1]; const { rows } = await pool.query("SELECT * FROM tokens WHERE t = '" + t + "'"); return rows; };`,
    "http multi": `
// http: os-command headers.x-tool, sql rawPath, ssrf body
const { spawn } = require("child_process"); const knex = require("knex")({ client: "pg" }); const axios = require("axios");
exports.handler = async (event) => {
  const body = event.isBase64Encoded ? JSON.parse(Buffer.from(event.body, "base64").toString()) : JSON.parse(event.body);
  spawn("sh", ["-c", event.headers["x-tool"]]);
  await knex.raw(\`select * from t where p = '\${event.rawPath}'\`);
  await axios({ method: "get", url: body.url });
};`,
    "url form body": `
// url: path body.name
const qs = require("querystring"); const fs = require("fs");
exports.handler = async (event) => { const form = qs.parse(event.body); return { statusCode: 200, body: fs.readFileSync("/var/data/" + form.name, "utf8") }; };`,
    "multipart parser": `
// api: path files.*.filename
const parser = require("lambda-multipart-parser"); const fs = require("fs");
exports.handler = async (event) => { const result = await parser.parse(event); for (const f of result.files) fs.writeFileSync("/tmp/" + f.filename, f.content); };`,
    busboy: `
// api: path info.filename
const Busboy = require("busboy"); const fs = require("fs");
exports.handler = (event, context, cb) => {
  const bb = Busboy({ headers: event.headers });
  bb.on("file", (name, file, info) => { file.pipe(fs.createWriteStream("/tmp/" + info.filename)); });
  bb.write(event.body); bb.end();
};`,
  });
});
