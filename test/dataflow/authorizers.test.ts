// What a function as an authorizer says of the caller: copied from the request it comes from outside, taken from a verified token it does not.
import { describe, expect, test } from "vitest";
import { analyseFiles, type Files } from "../rules/analyse-files.ts";

const template = (runtime: string, payload: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::${payload === "2.0" ? "HttpApi" : "Api"}
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Check
        Authorizers:
          Check:
            FunctionArn: !GetAtt Check.Arn
            ${payload === "2.0" ? "AuthorizerPayloadFormatVersion: '2.0'" : "FunctionPayloadType: REQUEST"}
            Identity: { Headers: [Authorization] }
  Check: { Type: AWS::Serverless::Function, Properties: { Runtime: ${runtime}, Handler: check.handler } }
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: orders.handler
      Events:
        List: { Type: ${payload === "2.0" ? "HttpApi" : "Api"}, Properties: { ${payload === "2.0" ? "ApiId" : "RestApiId"}: !Ref Shop, Path: /orders, Method: get } }`;

const javascript = (check: string, orders: string, payload = "1.0"): Files => ({
  "template.yaml": template("nodejs22.x", payload),
  "check.js": `
const jwt = require("jsonwebtoken");
const claimsOf = (event) => jwt.verify(event.headers.authorization, process.env.KEY, { algorithms: ["HS256"], audience: "shop" });
exports.handler = async (event) => {
  ${check}
};`,
  "orders.js": `
const { Pool } = require("pg");
const pool = new Pool();
exports.handler = async (event) => {
  ${orders}
};`,
});
const python = (check: string, orders: string): Files => ({
  "template.yaml": template("python3.13", "1.0"),
  "check.py": `
import os
import jwt
def handler(event, context):
    claims = jwt.decode(event["headers"]["authorization"], os.environ["KEY"], algorithms=["RS256"]${check}
    return {"principalId": claims["sub"], "policyDocument": {}, "context": {"user": claims["sub"], "branch": event["headers"].get("x-branch")}}`,
  "orders.py": `
import os
def handler(event, context):
    caller = event["requestContext"]["authorizer"]
    ${orders}`,
});

const flows = (files: Files): readonly string[] =>
  analyseFiles(files, [])
    .context.taintPaths.filter(({ sink }) => sink.class === "sql" || sink.class === "os-command")
    .map(({ sink, source, through }) => `${sink.class} ${source.path} through ${through?.join(" ") ?? "nothing"}`);

const CASES: Readonly<Record<string, { readonly files: Files; readonly expected: readonly string[] }>> = {
  "a header that the authorizer copies": {
    files: javascript(
      `const claims = claimsOf(event);
  return { principalId: claims.sub, policyDocument: {}, context: { user: claims.sub, tenant: event.headers["x-tenant"] } };`,
      `const { user, tenant } = event.requestContext.authorizer;
  await pool.query("SELECT * FROM orders WHERE owner = '" + user + "'");
  return pool.query("SELECT * FROM orders_" + tenant);`,
    ),
    expected: ["sql headers.x-tenant through template.yaml#Check template.yaml#Shop GET /orders"],
  },
  "claims of a verified token, also as the principal": {
    files: javascript(
      `const claims = claimsOf(event);
  return { principalId: claims.sub, policyDocument: {}, context: { user: claims.sub } };`,
      `const { user, principalId } = event.requestContext.authorizer;
  return pool.query("SELECT * FROM orders WHERE owner = '" + user + "' OR owner = '" + principalId + "'");`,
    ),
    expected: [],
  },
  "a token that is only decoded, behind an HTTP API": {
    files: javascript(
      `const claims = jwt.decode(event.headers.authorization);
  return { isAuthorized: true, context: { user: claims.sub } };`,
      `return pool.query("SELECT * FROM orders WHERE owner = '" + event.requestContext.authorizer.lambda.user + "'");`,
      "2.0",
    ),
    expected: ["sql headers.authorization.sub through template.yaml#Check template.yaml#Shop GET /orders"],
  },
  "Python, a header that is copied": {
    files: python(")", 'os.system("/opt/audit " + caller["branch"])'),
    expected: ["os-command headers.x-branch through template.yaml#Check template.yaml#Shop GET /orders"],
  },
  "Python, a verified claim": { files: python(")", 'os.system("/opt/audit " + caller["user"])'), expected: [] },
  "Python, a token that is not verified": {
    files: python(', options={"verify_signature": False})', 'os.system("/opt/audit " + caller["user"])'),
    expected: ["os-command headers.authorization.sub through template.yaml#Check template.yaml#Shop GET /orders"],
  },
};

describe("the context of authorizers", () => {
  for (const [name, { files, expected }] of Object.entries(CASES))
    test(name, () => {
      expect(flows(files)).toEqual(expected);
    });
});
