import { expect, test } from "vitest";
import { toBlastRadiusJson, toReachersJson } from "../../language-analysis/views/blast-radius-json.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Unused:
    Type: AWS::Serverless::SimpleTable
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Handler: report.handler
      Runtime: nodejs22.x
      Policies:
        - DynamoDBReadPolicy:
            TableName: !Ref Orders
`;
const { map } = analyseFiles({ "template.yaml": template, "report.js": "exports.handler = () => 1;" }, []).context
  .graph;
const path = [
  { from: "template.yaml#Report", to: "template.yaml#ReportRole", by: "role", file: "template.yaml" },
  { from: "template.yaml#ReportRole", to: "template.yaml#Orders", by: "grant", file: "template.yaml", line: 13 },
];

test("what a function reaches, with the way", () => {
  expect(toBlastRadiusJson(map)).toMatchObject([
    { node: "template.yaml#Report", reached: 1, nodes: [{ node: "template.yaml#Orders", access: ["read"], path }] },
  ]);
});

test("who reaches a store, with the way; nothing for what nobody reaches", () => {
  expect(toReachersJson(map)).toMatchObject([
    { node: "template.yaml#Orders", reached: 1, by: [{ node: "template.yaml#Report", access: ["read"], path }] },
  ]);
});
