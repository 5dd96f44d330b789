import { permissiveCors } from "../../../language-analysis/rules/sas-3/permissive-cors.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/permissive-cors";

ruleTable(permissiveCors, {
  "a bucket": `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["*"]
            #                ^^^ ${RULE} high`,
  "a bucket for one site": `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["https://shop.example.com"]`,
  "not known: the origin is not known": `
Parameters:
  Origin:
    Type: String
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: [!Ref Origin]`,
  "an API": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration:
        AllowOrigins: ["*"]
        #              ^^^ ${RULE} high`,
  "a service": `
service: shop
provider:
  name: aws
  httpApi:
    cors: true
    #     ^^^^ ${RULE} high
functions:
  one:
    handler: one.handler
    events:
      - httpApi: GET /one`,
});

const R = "SAS-3/permissive-cors high";
ruleTable(permissiveCors, {
  "the caller's own origin with credentials": javaScriptApp(`
exports.handler = async (event) => {
  const headers = {};
  headers["Access-Control-Allow-Credentials"] = "true";
  headers["Access-Control-Allow-Origin"] = event.headers.origin ?? "*";
  ${"^".repeat(69)} ${R}
  return { statusCode: 200, headers, body: "" };
};`),
  "the caller's own origin, compared first": javaScriptApp(`
exports.handler = async (event) => {
  const origin = event.headers.origin;
  if (!SITES.includes(origin)) return { statusCode: 403 };
  return { statusCode: 200, headers: { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": true } };
};`),
  "the middleware of express without settings": javaScriptApp(`
const cors = require("cors");
exports.handler = async (event) => {
  app.use(cors());
  ${" ".repeat(8)}${"^".repeat(6)} ${R}
};`),
  "a function that lets in who asks": javaScriptApp(`
const { cors } = require("hono/cors");
exports.handler = async (event) => {
  app.use("/api/*", cors({ origin: (origin) => origin, credentials: true }));
  ${" ".repeat(33)}${"^".repeat(18)} ${R}
};`),
  "a function that chooses": javaScriptApp(`
const { cors } = require("hono/cors");
exports.handler = async (event) => {
  app.use("/api/*", cors({ origin: (origin) => (SITES.has(origin) ? origin : null), credentials: true }));
};`),
  "a site that is named": javaScriptApp(`
const cors = require("cors");
exports.handler = async (event) => {
  app.use(cors({ origin: "https://shop.example.com" }));
};`),
  "not known: settings from elsewhere": javaScriptApp(`
const cors = require("cors");
const { settings } = require("./settings");
exports.handler = async (event) => {
  app.use(cors(settings));
};`),
  "a pattern that every origin matches": pythonApp(`
from fastapi.middleware.cors import CORSMiddleware
def handler(event, context):
    app.add_middleware(CORSMiddleware, allow_origin_regex=r"https?://.*", allow_credentials=True)
    ${" ".repeat(54)}${"^".repeat(14)} ${R}`),
  "a pattern that names the domain": pythonApp(`
from fastapi.middleware.cors import CORSMiddleware
def handler(event, context):
    app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*[.]example[.]com", allow_credentials=True)`),
  "settings of Powertools": pythonApp(`
from aws_lambda_powertools.event_handler import CORSConfig
def handler(event, context):
    return CORSConfig(allow_origin="https://shop.example.com")`),
  "Flask without settings": pythonApp(`
from flask_cors import CORS
def handler(event, context):
    CORS(app)
    ${"^".repeat(9)} ${R}`),
});

fixTable(permissiveCors, {
  ...everyFormat("a site of a bucket", {
    before: `Resources:
  Images:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["*"]
`,
    after: `Resources:
  Images:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["https://www.example.com"]
`,
  }),
  "an HTTP API": {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
  httpApi:
    cors: true # for now
functions:
  one:
    handler: app.one
    events:
      - httpApi: POST /one
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
  httpApi:
    cors: { allowedOrigins: ["https://www.example.com"] } # for now
functions:
  one:
    handler: app.one
    events:
      - httpApi: POST /one
`,
    },
  },
  "headers of the code": {
    files: {
      "app.js": `exports.handler = async () => {
  const headers = { "Access-Control-Allow-Origin": "*" };
  return { statusCode: 200, headers, body: "" };
};
`,
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      Events: { Call: { Type: HttpApi, Properties: { Path: /things, Method: post } } }
`,
    },
    after: {
      "app.js": `exports.handler = async () => {
  const headers = { "Access-Control-Allow-Origin": "https://www.example.com" };
  return { statusCode: 200, headers, body: "" };
};
`,
    },
  },
});
