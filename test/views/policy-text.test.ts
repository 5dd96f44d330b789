import { expect, test } from "vitest";
import { decideFor } from "../../language-analysis/graph/role-policy.ts";
import { policiesOf, toPolicyJson, toPolicyYaml } from "../../language-analysis/views/policy-text.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const template = (policies: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Mails:
    Type: AWS::SNS::Topic
  Uploads:
    Type: AWS::S3::Bucket
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: pay.handler
      Environment:
        Variables:
          TABLE: !Ref Orders
          TOPIC: !Ref Mails
          BUCKET: !Ref Uploads
      Policies:
${policies}`;
const code = `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3");
exports.handler = async (event) => {
  await new S3Client({}).send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: event.key }));
  await new DynamoDBClient({}).send(new PutItemCommand({ TableName: process.env.TABLE, Item: event.item }));
  await new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: "paid" }));
};
`;
const analyse = (policies: string) =>
  analyseFiles({ "template.yaml": template(policies), "pay.js": code }).context.graph;

test("a statement for each resource, with the lines that need it", () => {
  const graph = analyse("        - AmazonDynamoDBFullAccess");
  const text = toPolicyYaml(policiesOf(graph.map, "Pay"));
  expect(text).toContain(`# Pay (template.yaml:9)`);
  expect(text).toContain(`  # pay.js:6 DynamoDB.PutItem
  - Effect: Allow
    Action:
      - dynamodb:PutItem
    Resource: !GetAtt Orders.Arn`);
  expect(text).toContain("Resource: !Ref Mails");
  expect(text).toContain('Resource: !Sub "${Uploads.Arn}/*"');
  expect(policiesOf(graph.map, "Nobody")).toEqual([]);
});

test("the policy allows what is used, and nothing else, when it takes the place of the old one", () => {
  const before = analyse("        - AdministratorAccess");
  const [policy] = policiesOf(before.map, "Pay");
  const json = JSON.parse(toPolicyJson(policy ? [policy] : [])) as object;
  const graph = analyse(`        - ${JSON.stringify(json)}`);
  const decide = (action: string, target: string) =>
    decideFor(graph, "template.yaml#PayRole", action, graph.node(`template.yaml#${target}`)).decision;
  expect(decide("dynamodb:PutItem", "Orders")).toBe("allowed");
  expect(decide("sns:Publish", "Mails")).toBe("allowed");
  expect(decide("s3:GetObject", "Uploads")).toBe("allowed");
  expect(decide("dynamodb:GetItem", "Orders")).toBe("not-allowed");
  expect(decide("s3:PutObject", "Uploads")).toBe("not-allowed");
  expect(decide("sqs:SendMessage", "Mails")).toBe("not-allowed");
});
