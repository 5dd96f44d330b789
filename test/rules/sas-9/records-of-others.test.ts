// Whose record is worked on: an identity of the caller's choice, or the one that the authorizer tells.
import { clientControlledFlow } from "../../../language-analysis/rules/sas-9/client-controlled-flow.ts";
import type { Files } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const template = (runtime: string, authorizer: string, path = "/profile"): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Customers: ${authorizer}
        DefaultAuthorizer: Customers
  Profile:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: profile.handler
      Environment: { Variables: { TABLE: !Ref Profiles } }
      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Profiles } }]
      Events:
        Change: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: "${path}", Method: put } }
  Profiles:
    Type: AWS::Serverless::SimpleTable`;
const JWT =
  "{ IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: https://id.shop.test, audience: [shop] } }";
const OWN =
  "{ FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:check, AuthorizerPayloadFormatVersion: '2.0' }";

const javascript = (body: string, authorizer = JWT, path?: string): Files => ({
  "template.yaml": template("nodejs22.x", authorizer, path),
  "profile.js": `
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, GetCommand, UpdateCommand } = require("@aws-sdk/lib-dynamodb");
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE;
exports.handler = async (event) => {
${body}
};`,
});
const python = (body: string): Files => ({
  "template.yaml": template("python3.13", JWT),
  "profile.py": `
import boto3, json, os
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
def handler(event, context):
${body}`,
});

ruleTable(clientControlledFlow, {
  "the user id of the body": javascript(`
  const body = JSON.parse(event.body);
  await table.send(new UpdateCommand({ TableName, Key: { userId: body.userId }, UpdateExpression: "SET phone = :p" }));
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`),
  "the e-mail address of the body, in Python": python(`
    data = json.loads(event["body"])
    table.delete_item(Key={"email": data["email"].lower()})
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`),
  "the user id of the path, which nobody compares": javascript(
    `
  return table.send(new GetCommand({ TableName, Key: { userId: event.pathParameters.userId } }));
  //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`,
    JWT,
    "/users/{userId}",
  ),
  "the user id of the path, which a function as authorizer may compare": javascript(
    `
  return table.send(new GetCommand({ TableName, Key: { userId: event.pathParameters.userId } }));`,
    OWN,
    "/users/{userId}",
  ),
  "the user id of the claims": javascript(`
  const userId = event.requestContext.authorizer.jwt.claims.sub;
  return table.send(new GetCommand({ TableName, Key: { userId } }));`),
  "a user id that is compared with the claims": javascript(`
  const { userId } = JSON.parse(event.body);
  if (userId !== event.requestContext.authorizer.jwt.claims.sub) return { statusCode: 403 };
  return table.send(new GetCommand({ TableName, Key: { userId } }));`),
  "not known: claims that a function of another module looks at": {
    ...javascript(`
  await ensureOwner(event);
  const { userId } = JSON.parse(event.body);
  return table.send(new GetCommand({ TableName, Key: { userId } }));`),
    "owner.js": `exports.ensureOwner = async (event) => check(event.requestContext.authorizer.jwt.claims.sub);`,
    "profile.js": `
const { DynamoDBDocumentClient, GetCommand } = require("@aws-sdk/lib-dynamodb");
const { ensureOwner } = require("./owner");
exports.handler = async (event) => {
  await ensureOwner(event);
  const { userId } = JSON.parse(event.body);
  return table.send(new GetCommand({ TableName: process.env.TABLE, Key: { userId } }));
};`,
  },
  "a record that is no person's": javascript(`
  const { orderId } = JSON.parse(event.body);
  return table.send(new GetCommand({ TableName, Key: { orderId } }));`),
  "the route of administrators": javascript(
    `
  const { userId } = JSON.parse(event.body);
  return table.send(new GetCommand({ TableName, Key: { userId } }));`,
    JWT,
    "/admin/users",
  ),
});

const withDatabase = (body: string): Files => ({
  "template.yaml": template("nodejs22.x", JWT, "/users/{userId}"),
  "profile.js": `
const { Pool } = require("pg");
const { MongoClient } = require("mongodb");
const pool = new Pool();
const users = new MongoClient(process.env.MONGO).db("shop").collection("users");
exports.handler = async (event) => {
${body}
};`,
});

ruleTable(clientControlledFlow, {
  "the user id of the path as a parameter of a query": withDatabase(`
  return pool.query("SELECT * FROM profile WHERE user_id = $1", [event.pathParameters.userId]);
  //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`),
  "the user id of the path in a filter": withDatabase(`
  return users.deleteOne({ _id: event.pathParameters.userId });
  //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`),
  "the claim as a parameter of a query": withDatabase(`
  return pool.query("SELECT * FROM profile WHERE user_id = $1", [event.requestContext.authorizer.jwt.claims.sub]);`),
  "a row that is added": withDatabase(`
  return pool.query("INSERT INTO visits (user_id) VALUES ($1)", [event.pathParameters.userId]);`),
  "a query whose text is not known": withDatabase(`
  return pool.query(textOf(event.path), [event.pathParameters.userId]);`),
  "Python: parameters of a query and a filter": {
    "template.yaml": template("python3.13", JWT, "/users/{userId}"),
    "profile.py": `
import os, psycopg2
from pymongo import MongoClient
users = MongoClient(os.environ["MONGO"]).shop.users
def handler(event, context):
    user_id = event["pathParameters"]["userId"]
    cursor = psycopg2.connect(os.environ["DB"]).cursor()
    cursor.execute("UPDATE profile SET seen = now() WHERE user_id = %s", (user_id,))
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium
    return users.find_one({"_id": user_id})
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`,
  },
});

const withToken = (body: string): Files => ({
  "app.py": `
import boto3, json, jwt, os
users = boto3.resource("dynamodb").Table("shop-users")


def signed_in(event):
    try:
        claims = jwt.decode(event["headers"]["token"], os.environ["KEY"], algorithms=["HS256"])
        return True
    except jwt.InvalidTokenError:
        return False


def lambda_handler(event, context):
    data = json.loads(event["body"])
    if event["path"] == "/login":
        return {"statusCode": 200, "body": users.get_item(Key={"email": data["email"]})["Item"]["name"]}
    if signed_in(event):
${body}`,
});

ruleTable(clientControlledFlow, {
  "a token that is verified and not looked at": withToken(`
        if event["path"] == "/profile":
            users.delete_item(Key={"email": data["email"]})
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`),
  "a password that is set": withToken(`
        if event["path"] == "/password":
            users.update_item(Key={"email": find(data["id"])}, UpdateExpression="set password = :p")
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`),
  "a password that is set after the old one": withToken(`
        if event["path"] == "/password":
            if not bcrypt.checkpw(data["old"], stored):
                return {"statusCode": 403}
            users.update_item(Key={"email": find(data["id"])}, UpdateExpression="set password = :p")`),
  "a rank that the caller writes is a finding of its own": withToken(`
        if event["path"] == "/ban":
            if data["authLevel"] != "0":
                return {"statusCode": 403}
            users.delete_item(Key={"email": data["email"]})`),
});
