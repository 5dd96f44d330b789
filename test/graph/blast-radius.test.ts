import { describe, expect, test } from "vitest";
import { blastRadius, whoReaches, type BlastEntry } from "../../language-analysis/graph/blast-radius.ts";
import { decideFor } from "../../language-analysis/graph/role-policy.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const template = `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Foreign:
    Type: String
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Customers:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: customers
  Uploads:
    Type: AWS::S3::Bucket
  Jobs:
    Type: AWS::SQS::Queue
  Front:
    Type: AWS::Serverless::Function
    Properties:
      Handler: front.handler
      Runtime: nodejs20.x
      Policies:
        - SQSSendMessagePolicy:
            QueueName: !GetAtt Jobs.QueueName
        - Statement:
            - Effect: Allow
              Action: lambda:UpdateFunctionCode
              Resource: !GetAtt Admin.Arn
            - Effect: Allow
              Action: dynamodb:*
              Resource: !GetAtt Orders.Arn
            - Effect: Deny
              Action: dynamodb:Delete*
              Resource: "*"
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: work.handler
      Runtime: nodejs20.x
      Environment:
        Variables:
          BUCKET: !Ref Uploads
      Policies:
        - S3WritePolicy:
            BucketName: !Ref Uploads
      Events:
        Job:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
  Admin:
    Type: AWS::Serverless::Function
    Properties:
      Handler: admin.handler
      Runtime: nodejs20.x
      Policies:
        - AmazonDynamoDBReadOnlyAccess
  Vault:
    Type: AWS::Serverless::Function
    Properties:
      Handler: admin.handler
      Runtime: nodejs20.x
      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
      Policies:
        - AmazonS3FullAccess
        - !Ref Foreign
`;
const { context } = analyseFiles({
  "template.yaml": template,
  "front.js": "exports.handler = async () => {};",
  "admin.js": "exports.handler = async () => {};",
  "work.js": `const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({});
exports.handler = async (event) => s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: "a", Body: event.body }));`,
});
const { graph } = context;
const id = (name: string): string => `template.yaml#${name}`;
const line = ({ node, access, how, path }: BlastEntry): string =>
  `${node.slice(node.indexOf("#") + 1)} ${access.join("+")} ${how} ${path.map(({ by }) => by).join(">")}`;

describe("blast radius", () => {
  test("permissions, what they start, and what code replaced that way may do", () => {
    expect(blastRadius(graph, id("Front")).entries.map(line)).toEqual([
      "Admin administer granted role>grant",
      "Jobs write granted role>grant",
      // Batches and PartiQL delete as well.
      "Orders read+write+delete+administer granted role>grant",
      "Work invoke influenced role>grant>trigger",
      "Customers read granted role>takeover>role>grant",
      "Uploads write influenced role>grant>trigger>call",
    ]);
  });

  test("a function holds what its role may do, on the account's other resources too", () => {
    const { entries, everywhere, counts } = blastRadius(graph, id("Admin"));
    expect(entries.map(line)).toEqual(["Customers read granted role>grant", "Orders read granted role>grant"]);
    expect(everywhere.map(({ service }) => service)).toContain("dynamodb");
    expect(counts).toMatchObject({ read: 2, write: 0 });
  });

  test("a queue that is written to starts its function", () => {
    expect(blastRadius(graph, id("Jobs")).entries.map(line)).toEqual([
      "Work invoke influenced trigger",
      "Uploads write influenced trigger>call",
    ]);
  });

  test("who reaches a store, the shortest ways first", () => {
    const reachers = whoReaches(graph, id("Customers")).map(({ node, entry }) => `${node} ${entry.path.length}`);
    expect(reachers).toEqual(["template.yaml#Admin 2", "template.yaml#Front 4"]);
    expect(whoReaches(graph, "nowhere#Nothing")).toEqual([]);
    expect(blastRadius(graph, "nowhere#Nothing").entries).toEqual([]);
  });

  test("the same for the same map", () => {
    expect(blastRadius(graph, id("Front"))).toBe(blastRadius(graph, id("Front")));
  });
});

describe("decisions of a role", () => {
  const decide = (role: string, action: string, target?: string) =>
    decideFor(graph, id(role), action, target === undefined ? undefined : graph.node(id(target))).decision;

  test.each([
    ["FrontRole", "dynamodb:PutItem", "Orders", "allowed"],
    ["FrontRole", "dynamodb:DeleteItem", "Orders", "denied"],
    ["FrontRole", "dynamodb:PutItem", "Customers", "not-allowed"],
    ["FrontRole", "sqs:SendMessage", "Jobs", "allowed"],
    ["FrontRole", "sqs:ReceiveMessage", "Jobs", "not-allowed"],
    ["WorkRole", "s3:PutObject", "Uploads", "allowed"],
    ["WorkRole", "s3:GetObject", "Uploads", "not-allowed"],
    ["WorkRole", "sqs:ReceiveMessage", "Jobs", "allowed"],
    ["AdminRole", "dynamodb:GetItem", "Orders", "allowed"],
    ["AdminRole", "dynamodb:PutItem", "Orders", "not-allowed"],
    // The boundary of the role leaves only reading; a policy that is a parameter may allow anything else.
    ["VaultRole", "s3:GetObject", "Uploads", "allowed"],
    ["VaultRole", "s3:PutObject", "Uploads", "unknown"],
    ["VaultRole", "dynamodb:GetItem", "Orders", "unknown"],
  ])("%s: %s on %s is %s", (role, action, target, expected) => {
    expect(decide(role, action, target)).toBe(expected);
  });

  test("actions without resources, and resources that are not known", () => {
    expect(decide("FrontRole", "s3:ListAllMyBuckets")).toBe("not-allowed");
    expect(decide("FrontRole", "dynamodb:PutItem")).toBe("unknown");
    expect(decide("AdminRole", "dynamodb:ListTables")).toBe("allowed");
  });
});
