// A policy of the organization in the workspace: what it denies is no longer certain for any role, in whatever template it stands.
import { expect, test } from "vitest";
import { partsOf } from "../../language-analysis/graph/map-parts.ts";
import { Modules } from "../../language-analysis/graph/modules.ts";
import { decideFor } from "../../language-analysis/graph/role-policy.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const app = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Handler: pay.handler
      Runtime: nodejs22.x
      Environment: { Variables: { ORDERS: !Ref Orders } }
      Policies:
        - Statement:
            - { Effect: Allow, Action: [dynamodb:PutItem, dynamodb:GetItem], Resource: !GetAtt Orders.Arn }
`;
const code = `const { DynamoDBClient, DeleteItemCommand, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDBClient({});
exports.handler = async (event) => {
  await db.send(new DeleteItemCommand({ TableName: process.env.ORDERS, Key: event.key }));
  return db.send(new PutItemCommand({ TableName: process.env.ORDERS, Item: event.item }));
};
`;
const organization = (type: string, content: string) => `
Resources:
  Guard:
    Type: AWS::Organizations::Policy
    Properties:
      Name: guard
      Type: ${type}
      Content: ${content}
      TargetIds: [ou-1]
`;
const DENIAL =
  '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Action": "dynamodb:Put*", "Resource": "*" }] }';

function decisions(other?: string): readonly string[] {
  const files = { "app/template.yaml": app, "app/pay.js": code, ...(other && { "organization/policies.yaml": other }) };
  const { graph } = analyseFiles(files).context;
  const orders = graph.node("app/template.yaml#Orders");
  const decide = (action: string) => decideFor(graph, "app/template.yaml#PayRole", action, orders).decision;
  return ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem"].map(decide);
}

test.each<[what: string, other: string | undefined, expected: readonly string[]]>([
  ["without one", undefined, ["allowed", "allowed", "not-allowed"]],
  ["as a map", organization("SERVICE_CONTROL_POLICY", DENIAL), ["unknown", "allowed", "not-allowed"]],
  ["as JSON text", organization("SERVICE_CONTROL_POLICY", `'${DENIAL}'`), ["unknown", "allowed", "not-allowed"]],
  [
    "that denies nothing",
    organization("SERVICE_CONTROL_POLICY", DENIAL.replace("Deny", "Allow")),
    ["allowed", "allowed", "not-allowed"],
  ],
  ["of another type", organization("TAG_POLICY", DENIAL), ["allowed", "allowed", "not-allowed"]],
])("%s", (_what, other, expected) => {
  expect(decisions(other)).toEqual(expected);
});

test("every part of the map has it, and it is no node", () => {
  const other = organization("SERVICE_CONTROL_POLICY", DENIAL);
  const files = { "app/template.yaml": app, "app/pay.js": code, "organization/policies.yaml": other };
  const { graph, code: modules } = analyseFiles(files).context;
  expect(graph.nodes().map(({ name }) => name)).not.toContain("Guard");
  const parts = partsOf(graph.map, new Modules(modules)).filter((part) => part.graph.nodes("function").length > 0);
  expect(parts.map((part) => part.graph.serviceControls().length)).toEqual([1]);
});
