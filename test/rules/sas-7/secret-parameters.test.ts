// Literals where libraries take a key or password: found there whatever they look like, and not where a stand-in or the environment stands.
import { hardCodedSecret } from "../../../language-analysis/rules/sas-7/hard-coded-secret.ts";
import type { Files } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const template = (runtime: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: orders.handler`;

/** `before`, the literal that is reported, `after`. */
type Spelling = readonly [imports: string, before: string, literal: string, after: string];

const javascript = (imports: string, code: string): Files => ({
  "template.yaml": template("nodejs22.x"),
  "orders.js": `${imports}\nexports.handler = async (event) =>\n  ${code}`,
});
const python = (imports: string, code: string): Files => ({
  "template.yaml": template("python3.13"),
  "orders.py": `${imports}\ndef handler(event, context):\n  ${code}`,
});

function cases(make: typeof javascript, comment: string, spellings: readonly Spelling[]): Record<string, Files> {
  return Object.fromEntries(
    spellings.flatMap(([imports, before, literal, after]): [string, Files][] => {
      const mark = `${comment.padEnd(before.length + 2)}${"^".repeat(literal.length)} SAS-7/hard-coded-secret high`;
      const safe = make === python ? 'os.environ["KEY"]' : "process.env.KEY";
      return [
        [`${before}${literal}${after}`, make(imports, `${before}${literal}${after}\n${mark}`)],
        [`${before}${safe}${after}`, make(imports, `${before}${safe}${after}`)],
      ];
    }),
  );
}

ruleTable(hardCodedSecret, {
  ...cases(javascript, "//", [
    ['const { JWT } = require("jose");', "JWT.verify(event.token, ", '"hush hush"', ")"],
    ['const { JWT, JWK } = require("jose");', "JWT.verify(event.token, JWK.asKey(", '"hush hush"', "))"],
    ['const jose = require("jose");', "jose.jwtVerify(event.token, ", 'new TextEncoder().encode("hush")', ")"],
    ['const { expressjwt } = require("express-jwt");', "expressjwt({ secret: ", '"keyboard cat"', " })"],
    ['const { Strategy } = require("passport-jwt");', "new Strategy({ secretOrKey: ", '"keyboard cat"', " })"],
    ['const { createSigner } = require("fast-jwt");', "createSigner({ key: ", '"keyboard cat"', " })"],
    ['const jws = require("jws");', 'jws.verify(event.token, "HS256", ', '"keyboard cat"', ")"],
    ['const session = require("express-session");', "session({ secret: ", '"keyboard cat"', " })"],
    ['const Stripe = require("stripe");', "new Stripe(", '"paper-lantern"', ")"],
    ['const twilio = require("twilio");', "twilio(event.account, ", '"paper-lantern"', ")"],
    ['const OpenAI = require("openai");', "new OpenAI({ apiKey: ", '"paper-lantern"', " })"],
    ['const mail = require("nodemailer");', "mail.createTransport({ auth: { pass: ", '"lantern"', " } })"],
    ['const Sequelize = require("sequelize");', 'new Sequelize("shop", "shop", ', '"lantern"', ")"],
    [
      'const axios = require("axios");',
      "axios.get(event.url, { headers: { Authorization: ",
      '"Bearer 5f2c88a1e07b49d3"',
      " } })",
    ],
  ]),
  ...cases(python, "#", [
    ["from authlib.jose import jwt", 'return jwt.encode({"alg": "HS256"}, event, ', '"hush hush"', ")"],
    ["import pymysql", 'return pymysql.connect("db", "shop", ', '"lantern"', ", event)"],
    ["import smtplib", 'return smtplib.SMTP("mail").login("shop", ', '"lantern"', ")"],
    ["from twilio.rest import Client", 'return Client("account", ', '"paper-lantern"', ")"],
    ["import requests", 'return requests.get(event["url"], auth=("shop", ', '"lantern"', "))"],
    ["import boto3\nsessions = boto3.session", 'return sessions.Session("AKIA", ', '"paper-lantern"', ")"],
    ["from app import app", "app.secret_key = ", '"keyboard cat"', ""],
    ["from app import app", 'app.config["SECRET_KEY"] = ', '"keyboard cat"', ""],
    ["import psycopg2", "return psycopg2.connect(", '"host=db user=shop password=lantern"', ")"],
    ["import pyodbc", "return pyodbc.connect(", '"DRIVER={ODBC Driver 18};SERVER=db;PWD=lantern"', ")"],
  ]),
  "a stand-in": javascript('const Stripe = require("stripe");', 'new Stripe("<your key>")'),
  "a text in the encoding that is named": python(
    "import jwt",
    'return jwt.encode(event, context.key.encode("utf-8"), algorithm="HS256")',
  ),
  "the name of a scheme": javascript(
    'const axios = require("axios");',
    'axios.get(event.url, { headers: { Authorization: "Bearer undefined" } })',
  ),
});
