// Records that are opened by a key alone, where other code asks whose they are.
import { expect, test } from "vitest";
import { clientControlledFlow } from "../../../language-analysis/rules/sas-9/client-controlled-flow.ts";
import { analyseFiles, type Files } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const template = (runtime: string, authorizer: string, attribute = "memberId"): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: ${authorizer}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: orders.handler
      Environment: { Variables: { TABLE: !Ref OrderTable } }
      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref OrderTable } }]
      Events:
        All: { Type: HttpApi, Properties: { ApiId: !Ref Shop, Path: "/orders/{proxy+}", Method: any } }
  OrderTable:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: ${attribute}, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]`;
const JWT =
  "{ DefaultAuthorizer: Customers, Authorizers: { Customers: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: https://id.shop.test, audience: [shop] } } } }";

const javascript = (routes: string, authorizer = JWT, attribute?: string): Files => ({
  "template.yaml": template("nodejs22.x", authorizer, attribute),
  "orders.js": `
const { DynamoDBDocument } = require("@aws-sdk/lib-dynamodb");
const documents = DynamoDBDocument.from(client);
const TableName = process.env.TABLE;
const caller = (event) => event.requestContext.authorizer.jwt.claims.sub;
const routes = {
  "GET /mine": (event) => documents.query({ TableName, IndexName: "byMember", KeyConditionExpression: "memberId = :m", ExpressionAttributeValues: { ":m": caller(event) } }),
${routes}
};
exports.handler = async (event) => routes[event.routeKey](event);`,
});

ruleTable(clientControlledFlow, {
  "one route asks who has signed in, another does not": javascript(`
  "GET /one": ({ pathParameters }) => documents.get({ TableName, Key: { id: pathParameters.id } }),
  //                                                                        ^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium`),
  "the owner is compared": javascript(`
  "GET /one": async (event) => {
    const { Item } = await documents.get({ TableName, Key: { id: event.pathParameters.id } });
    return Item.memberId === caller(event) ? Item : undefined;
  },`),
  "the owner is a condition": javascript(`
  "DELETE /one": (event) =>
    documents.delete({ TableName, Key: { id: event.pathParameters.id }, ConditionExpression: "memberId = :m", ExpressionAttributeValues: { ":m": caller(event) } }),`),
  "nobody has signed in": javascript(
    `
  "GET /one": (event) => documents.get({ TableName, Key: { id: event.pathParameters.id } }),`,
    "{}",
  ),
  "records that belong to nobody": javascript(
    `
  "GET /one": (event) => documents.get({ TableName, Key: { id: event.pathParameters.id } }),`,
    JWT,
    "category",
  ),
  "not known: no other code says whose the records are": {
    "template.yaml": template("nodejs22.x", JWT),
    "orders.js": `
const { DynamoDBDocument } = require("@aws-sdk/lib-dynamodb");
const documents = DynamoDBDocument.from(client);
exports.handler = async (event) => documents.get({ TableName: process.env.TABLE, Key: { id: event.pathParameters.id } });`,
  },
  "routes of Powertools over a class of one's own": {
    "template.yaml": template("python3.13", JWT, "member_id"),
    "orders.py": `
import boto3, os
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
app = APIGatewayHttpResolver()
class Store:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    def one(self, key):
        return self.table.get_item(Key={"id": key}).get("Item")
    def remove(self, key):
        self.table.delete_item(Key={"id": key})
store = Store()
@app.get("/orders/<order_id>")
def show(order_id):
    order = store.one(order_id)
    if order["member_id"] != app.current_event.request_context.authorizer["claims"]["sub"]:
        return {}
    return order
@app.delete("/orders/<order_id>")
def remove(order_id):
    gone = store.remove(order_id)
    #      ^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium
    return {}
def handler(event, context):
    return app.resolve(event, context)`,
  },
});

test("what routes of Powertools call is on the map", () => {
  const { context } = analyseFiles({
    "template.yaml": template("python3.13", JWT),
    "orders.py": `
import boto3, os
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
app = APIGatewayHttpResolver()
@app.get("/orders")
def all():
    return boto3.resource("dynamodb").Table(os.environ["TABLE"]).scan()
def handler(event, context):
    return app.resolve(event, context)`,
  });
  expect(context.graph.edgesFrom("template.yaml#Orders", "reads").map(({ to }) => to)).toEqual([
    "template.yaml#OrderTable",
  ]);
});
