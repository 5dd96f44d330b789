import { expect, test } from "vitest";
import { linkMap } from "../../language-analysis/graph/link.ts";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { readTemplate } from "../../language-analysis/readers/index.ts";
import { toGraphJson } from "../../language-analysis/views/graph-json.ts";
import { analyseFiles } from "../rules/analyse-files.ts";
import { EMPTY } from "./report-input.ts";

function linked(statement: string) {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::DynamoDB::Table }
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{ Statement: [${statement}] }]
`;
  const { fragment } = readTemplate({ path: "template.yaml", text, companions: {} });
  return linkMap({ fragments: fragment ? [fragment] : [], code: new Map(), files: new Set() });
}

function granted(statement: string): readonly string[] {
  const { map } = linked(statement);
  const { nodes, edges } = toGraphJson({ ...EMPTY, map });
  const names = new Map(nodes.map(({ id, name, kind }) => [id, `${kind} ${name}`]));
  return edges
    .filter(({ kind }) => kind === "may")
    .map(({ from, to, actions = [] }) => `${from.split("#")[1]} may ${actions.join(" ")} on ${names.get(to)}`);
}

test.each([
  [
    "everything in a service",
    '{ Effect: Allow, Action: ["dynamodb:GetItem", "s3:*"], Resource: "*" }',
    [
      "ReaderRole may dynamodb:GetItem on any-resource any dynamodb resource",
      "ReaderRole may s3:* on any-resource any s3 resource",
    ],
  ],
  ["everything", '{ Effect: Allow, Action: "*", Resource: "*" }', ["ReaderRole may * on any-resource any resource"]],
  [
    "a pattern that fits nothing here",
    '{ Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::*-reports/*" }',
    ["ReaderRole may s3:GetObject on any-resource arn:aws:s3:::*-reports/*"],
  ],
  [
    "a resource of the map is shown once",
    '{ Effect: Allow, Action: "dynamodb:GetItem", Resource: { "Fn::GetAtt": [Orders, Arn] } }',
    ["ReaderRole may dynamodb:GetItem on store Orders"],
  ],
  [
    "a resource of the map, and everything",
    '{ Effect: Allow, Action: "dynamodb:GetItem", Resource: [{ "Fn::GetAtt": [Orders, Arn] }, "*"] }',
    [
      "ReaderRole may dynamodb:GetItem on store Orders",
      "ReaderRole may dynamodb:GetItem on any-resource any dynamodb resource",
    ],
  ],
  ["a denial grants nothing", '{ Effect: Deny, Action: "*", Resource: "*" }', []],
  [
    "all but some actions",
    '{ Effect: Allow, NotAction: "iam:*", Resource: "*" }',
    ["ReaderRole may  on any-resource any resource"],
  ],
])("%s", (_, statement, expected) => {
  expect(granted(statement)).toEqual(expected);
});

test("two statements on everything are evidence of one edge, each with its place", () => {
  const { map } = linked(
    '{ Effect: Allow, Action: "s3:PutObject", Resource: "*" }, { Effect: Allow, Action: "s3:GetObject", Resource: "*" }',
  );
  const edges = toGraphJson({ ...EMPTY, map }).edges.filter(({ kind }) => kind === "may");
  expect(edges).toMatchObject([{ to: "*#s3", actions: ["s3:GetObject", "s3:PutObject"] }]);
  expect(edges[0]?.evidence).toHaveLength(2);
});

test("the map itself reaches nothing through them", () => {
  const { map } = linked('{ Effect: Allow, Action: "dynamodb:*", Resource: "*" }');
  expect(map.nodes.map(({ id }) => id).filter((id) => id.includes("*"))).toEqual([]);
  expect(new AppGraph(map).edgesFrom("template.yaml#ReaderRole", "may")).toEqual([]);
});

test("an edge says what of it is granted and what is used", () => {
  const { map } = linked('{ Effect: Allow, Action: "dynamodb:*", Resource: { "Fn::GetAtt": [Orders, Arn] } }');
  const [edge] = toGraphJson({ ...EMPTY, map }).edges.filter(({ kind }) => kind === "may");
  expect(edge?.permission).toEqual({
    status: "granted",
    granted: ["dynamodb:*"],
    used: [],
    unused: ["dynamodb:*"],
    missing: [],
    wildcards: ["dynamodb:*"],
    isComplete: false,
  });
});

test("a function's grant on everything says what of it is used", () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Policies: [{ Statement: [{ Effect: Allow, Action: ["dynamodb:GetItem", "dynamodb:Scan", "sqs:*"], Resource: "*" }] }]
  Steps:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Action: sts:AssumeRole, Principal: { Service: states.amazonaws.com } }]
      Policies:
        - PolicyName: all
          PolicyDocument: { Statement: [{ Effect: Allow, Action: "sns:Publish", Resource: "*" }] }
`;
  const code = `import boto3
def handler(event, context):
    boto3.client("dynamodb").get_item(TableName=event["table"], Key={})
`;
  const { map } = analyseFiles({ "template.yaml": text, "app.py": code }, []).context.graph;
  const edges = toGraphJson({ ...EMPTY, map }).edges.filter(({ kind, to }) => kind === "may" && to.startsWith("*#"));
  const permissions = edges.map(({ to, permission }) => [to, permission]);
  const rest = { missing: [], isComplete: true };
  expect(permissions).toEqual([
    [
      "*#dynamodb",
      {
        status: "both",
        granted: ["dynamodb:GetItem", "dynamodb:Scan"],
        used: ["dynamodb:GetItem"],
        unused: ["dynamodb:Scan"],
        wildcards: [],
        ...rest,
      },
    ],
    ["*#sqs", { status: "granted", granted: ["sqs:*"], used: [], unused: ["sqs:*"], wildcards: ["sqs:*"], ...rest }],
    ["*#sns", undefined],
  ]);
});
