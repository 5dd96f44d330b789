import { describe } from "vitest";
import { taintTable } from "./taint-table.ts";

describe("checks that protect from some sinks only", () => {
  taintTable(
    { language: "js", triggers: ["api"], classes: ["nosql", "message", "sql", "redirect"] },
    {
      "typeof text is no object, but still a text": `
const { MongoClient } = require("mongodb");
const pg = require("pg");
const users = new MongoClient(url).db().collection("users");
const client = new pg.Client();
exports.handler = async (event) => {
  const { name } = JSON.parse(event.body);
  if (typeof name !== "string") return { statusCode: 400 };
  await users.findOne({ name });
  await client.query("SELECT * FROM users WHERE name = '" + name + "'");
  //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql event high body.name
};`,
      "a schema gives the shape, not the characters": `
const { z } = require("zod");
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const pg = require("pg");
const client = new pg.Client();
const sqs = new SQSClient({});
const schema = z.object({ name: z.string() });
exports.handler = async (event) => {
  const order = schema.parse(JSON.parse(event.body));
  await sqs.send(new SendMessageCommand({ MessageBody: JSON.stringify(order) }));
  await client.query("SELECT * FROM users WHERE name = '" + order.name + "'");
  //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sql event high body.name
};`,
      "without a schema": `
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const sqs = new SQSClient({});
exports.handler = async (event) => {
  const order = JSON.parse(event.body);
  await sqs.send(new SendMessageCommand({ MessageBody: JSON.stringify(order) }));
  //                                                                  ^^^^^ message event high body
};`,
      "redirect of a route": `
const express = require("express");
const serverless = require("serverless-http");
const app = express();
app.get("/go", (req, res) => res.redirect(req.query.url));
//                                        ^^^^^^^^^^^^^ redirect event high query.url
app.get("/orders", (req, res) => res.redirect("/orders/" + req.query.id));
exports.handler = serverless(app);`,
    },
  );
});
