// What the map says of permissions, and what its focus shows, on an app as it is written.
import { describe, expect, test } from "vitest";
import { graphOf } from "../../language-analysis/graph/app-graph.ts";
import { edgePermission } from "../../language-analysis/graph/edge-permissions.ts";
import type { Finding } from "../../language-analysis/model/finding.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { blastSentence, sentenceText, worstBlast } from "../../language-analysis/views/blast-sentence.ts";
import { focusOf } from "../../language-analysis/views/focus-view.ts";
import { edgeView } from "../../language-analysis/views/graph-view-edges.ts";
import { permissionTable } from "../../language-analysis/views/permission-table.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Customers:
    Type: AWS::DynamoDB::Table
  Files:
    Type: AWS::S3::Bucket
  Jobs:
    Type: AWS::SQS::Queue
  Front:
    Type: AWS::Serverless::Function
    Properties:
      Handler: front.handler
      Runtime: nodejs20.x
      Environment:
        Variables:
          ORDERS: !Ref Orders
          CUSTOMERS: !Ref Customers
          FILES: !Ref Files
          JOBS: !Ref Jobs
      Events:
        Post:
          Type: HttpApi
          Properties: { Path: /orders, Method: post }
      Policies:
        - Statement:
            - Effect: Allow
              Action: [dynamodb:GetItem, dynamodb:DeleteItem]
              Resource: !GetAtt Orders.Arn
            - Effect: Allow
              Action: s3:*
              Resource: !Sub \${Files.Arn}/*
            - Effect: Allow
              Action: sqs:SendMessage
              Resource: !GetAtt Jobs.Arn
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: work.handler
      Runtime: nodejs20.x
      Events:
        Job:
          Type: SQS
          Properties: { Queue: !GetAtt Jobs.Arn }
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Customers }
`;
const front = `
const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
exports.handler = async (event) => {
  const db = new DynamoDBClient({});
  await db.send(new GetItemCommand({ TableName: process.env.ORDERS, Key: {} }));
  await db.send(new GetItemCommand({ TableName: process.env.CUSTOMERS, Key: {} }));
  await new S3Client({}).send(new PutObjectCommand({ Bucket: process.env.FILES, Key: "a", Body: "b" }));
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: event.body }));
};
`;
const work = `
const { execSync } = require("child_process");
exports.handler = async (event) => {
  for (const record of event.Records) execSync("echo " + record.body);
};
`;
const { context, findings } = analyseFiles({ "t.yaml": template, "front.js": front, "work.js": work });
const graph = graphOf(context.graph.map);
const id = (name: string) => `t.yaml#${name}`;

function lookOf(from: string, kind: string, to: string) {
  const edge = graph.map.edges.find((one) => one.from === id(from) && one.kind === kind && one.to === id(to));
  const permission = edge && edgeView(graph, edge).permission;
  return permission && `${permission.state}${permission.isWildcard ? " wildcard" : ""}`;
}

describe("permission of a line", () => {
  test.each([
    ["Front", "reads", "Orders", "both"],
    ["Front", "reads", "Customers", "missing"],
    ["Front", "writes", "Files", "both wildcard"],
    ["FrontRole", "may", "Orders", "both"],
    ["FrontRole", "may", "Files", "both wildcard"],
    ["WorkRole", "may", "Customers", "unused"],
    ["Front", "runs-as", "FrontRole", undefined],
  ])("%s %s %s: %s", (from, kind, to, expected) => {
    expect(lookOf(from, kind, to)).toBe(expected);
  });
});

test("a call that a managed policy on everything allows is granted on its edge", () => {
  const wide = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Front:
    Type: AWS::Serverless::Function
    Properties:
      Handler: front.handler
      Runtime: nodejs20.x
      Environment: { Variables: { ORDERS: !Ref Orders } }
      Policies: [AmazonDynamoDBFullAccess]
`;
  const code = `const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDBClient({});
exports.handler = async () => db.send(new GetItemCommand({ TableName: process.env.ORDERS, Key: {} }));
`;
  const found = graphOf(analyseFiles({ "t.yaml": wide, "front.js": code }).context.graph.map);
  const edge = found.map.edges.find(({ from, kind }) => from === id("Front") && kind === "reads");
  expect(edge && edgePermission(found, edge)).toMatchObject({
    status: "both",
    granted: ["dynamodb:*"],
    used: ["dynamodb:GetItem"],
    missing: [],
  });
});

describe("granted against used", () => {
  const { table, places } = permissionTable(graph, id("Front"), formatMessage);
  const row = (action: string) => table.rows.find(({ actions }) => actions.includes(action));

  test("used and not granted comes first, with the call", () => {
    expect(table.rows[0]).toEqual({
      state: "missing",
      actions: ["dynamodb:GetItem"],
      resource: "Customers",
      node: id("Customers"),
      granted: [],
      used: [{ label: "DynamoDB.GetItem", place: "front.js:8" }],
    });
    expect(places[0]?.used[0]).toMatchObject({ file: "front.js", start: { line: 7 } });
  });

  test("granted and never used has the statement", () => {
    expect(row("dynamodb:DeleteItem")).toMatchObject({ state: "unused", granted: [{ place: "t.yaml:29" }], used: [] });
  });

  test("a wildcard says what it is used for", () => {
    expect(row("s3:PutObject")).toMatchObject({
      state: "both",
      isWildcard: true,
      granted: [{ label: "s3:*", place: "t.yaml:32" }],
    });
  });

  test("says of an ARN what it ends with", () => {
    const work = permissionTable(graph, id("Work"), formatMessage).table;
    const unused = work.rows.find(({ actions }) => actions.includes("dynamodb:Scan"));
    expect(unused?.resource).toBe("table/${Customers}, table/${Customers}/index/*");
  });

  test("has a range for every place", () => {
    expect(places.map(({ granted, used }) => [granted.length, used.length])).toEqual(
      table.rows.map(({ granted, used }) => [granted.length, used.length]),
    );
  });
});

describe("focus", () => {
  const focus = (kind: "radius" | "reach" | "flow", on: string, some: readonly Finding[] = []) =>
    focusOf(graph, some, { kind, id: on }, formatMessage);

  test("a blast radius has every node with the way to it", () => {
    const found = focus("radius", id("Front"));
    expect(found?.view.text).toMatch(/^If Front is compromised: reads 3 stores, writes 2 resources/);
    const files = found?.view.entries.find(({ node }) => node === id("Files"));
    expect(files?.path.map(({ from, to }) => [from, to])).toEqual([
      [id("Front"), id("FrontRole")],
      [id("FrontRole"), id("Files")],
    ]);
    expect(found?.places.map((list) => list.length)).toEqual(found?.view.entries.map(({ path }) => path.length));
  });

  test("who reaches a store, directly and through others", () => {
    const found = focus("reach", id("Customers"));
    expect(found?.view.entries.map(({ node }) => node).sort()).toEqual([id("Front"), id("Work")]);
  });

  test("a flow goes along the lines between the functions", () => {
    const finding = findings.find(({ rule, node }) => rule === "SAS-1/os-command-injection" && node === id("Work"));
    const path = (finding && focus("flow", finding.id, findings)?.view.entries[0]?.path) ?? [];
    const ways = path.map(({ from, to }) => `${from} > ${to}`.replaceAll("t.yaml#", ""));
    expect(ways).toContain("Jobs > Work");
    expect(ways.at(-1)).toBe("Work > Work");
    expect(ways.indexOf("Front > Jobs")).toBeLessThan(ways.indexOf("Jobs > Work"));
    expect(ways[0]).toMatch(/> GET|> POST|internet/i);
  });

  test("nothing for what is gone", () => {
    expect(focus("radius", "gone")).toBeUndefined();
    expect(focus("flow", "gone", findings)).toBeUndefined();
  });
});

describe("sentence", () => {
  test("of a function, and of the worst one", () => {
    const sentence = blastSentence(graph, id("Work"));
    expect(sentence && sentenceText(sentence)).toBe(
      "If Work is compromised: reads 2 resources, writes 1 store, deletes in 2 resources, has permissions on every resource of sqs in the account.",
    );
    expect(worstBlast(graph)?.lead.args).toEqual(["Front"]);
    expect(blastSentence(graph, id("Orders"))).toBeUndefined();
  });

  test("of a role with many services names the weightiest and counts the others", () => {
    const actions = ["athena", "budgets", "cloudwatch", "dynamodb", "ec2", "glue", "iam", "kms", "s3"].map(
      (one) => `${one}:*`,
    );
    const wide = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Wide:
    Type: AWS::Serverless::Function
    Properties:
      Handler: front.handler
      Runtime: nodejs20.x
      Policies:
        - Statement: [{ Effect: Allow, Action: [${actions.join(", ")}], Resource: "*" }]
`;
    const found = analyseFiles({ "t.yaml": wide, "front.js": "exports.handler = async () => 1;" });
    const sentence = blastSentence(graphOf(found.context.graph.map), id("Wide"));
    const [, services = ""] =
      /on every resource of (.*) in the account/.exec(sentence ? sentenceText(sentence) : "") ?? [];
    expect(services).toMatch(/ and 3 more services$/);
    for (const service of ["dynamodb", "iam", "s3"]) expect(services).toContain(service);
    expect(services).not.toContain("budgets");
  });
});
