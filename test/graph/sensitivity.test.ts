// What data nodes hold, with what says so: `kind confidence source:found in`.
import { expect, test } from "vitest";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { dataReach } from "../../language-analysis/graph/data-reach.ts";
import { withSensitivity } from "../../language-analysis/graph/sensitivity.ts";
import { readConfiguration } from "../../language-analysis/configuration/read-configuration.ts";
import { analyseFiles, type Files } from "../rules/analyse-files.ts";

function classified(files: Files, configuration = ""): AppGraph {
  const { context } = analyseFiles(files, []);
  const configurations = configuration === "" ? [] : [readConfiguration(".serverless-atlas.yml", configuration).value];
  return new AppGraph(withSensitivity(context.graph.map, context.code, configurations));
}

function dataOf(graph: AppGraph, id: string): string[] {
  return (graph.dataOf(`template.yaml#${id}`)?.evidence ?? []).map(
    ({ data, confidence, by, foundIn, at }) => `${data} ${confidence} ${by}:${foundIn} ${at.start.line + 1}`,
  );
}

const resource = (name: string, type: string, properties = ""): string =>
  `
Resources:
  ${name}:
    Type: ${type}
    Properties:${properties === "" ? " {}" : `\n${properties}`}
`.trimStart();

test.each<[string, string, string, string[]]>([
  [
    "a name",
    "CustomerTable",
    resource("CustomerTable", "AWS::DynamoDB::Table"),
    ["personal medium name:CustomerTable 2"],
  ],
  [
    "a reference in a name says nothing",
    "Images",
    resource("Images", "AWS::S3::Bucket", "      BucketName: !Sub images-${AWS::AccountId}"),
    [],
  ],
  [
    "the rest of a name with a reference does",
    "Data",
    resource("Data", "AWS::S3::Bucket", "      BucketName: !Sub patients-${AWS::AccountId}"),
    ["health medium name:patients-  5"],
  ],
  [
    "key attributes",
    "T",
    resource(
      "T",
      "AWS::DynamoDB::Table",
      "      AttributeDefinitions:\n        - {AttributeName: email, AttributeType: S}",
    ),
    ["personal high schema:email 6"],
  ],
  [
    "a simple table's key",
    "T",
    resource("T", "AWS::Serverless::SimpleTable", "      PrimaryKey: {Name: cardNumber, Type: String}"),
    ["payment high schema:cardNumber 5"],
  ],
  [
    "a tag",
    "T",
    resource("T", "AWS::S3::Bucket", "      Tags:\n        - {Key: data-classification, Value: PHI}"),
    ["health high tag:data-classification: PHI 6"],
  ],
  [
    "a tag that clears what the name suggests",
    "Customers",
    resource("Customers", "AWS::S3::Bucket", "      Tags:\n        - {Key: data-classification, Value: public}"),
    [],
  ],
  [
    "a user pool",
    "Pool",
    resource("Pool", "AWS::Cognito::UserPool"),
    ["credentials high type:AWS::Cognito::UserPool 2", "personal high type:AWS::Cognito::UserPool 2"],
  ],
  [
    "a secret",
    "Db",
    resource("Db", "AWS::SecretsManager::Secret"),
    ["credentials high type:AWS::SecretsManager::Secret 2"],
  ],
  [
    "a parameter holds the address of what it is called after",
    "PaymentTableName",
    resource("PaymentTableName", "AWS::SSM::Parameter", "      Type: String\n      Value: x"),
    [],
  ],
  ["a log group holds what code writes", "CustomerLogs", resource("CustomerLogs", "AWS::Logs::LogGroup"), []],
])("%s", (_title, name, template, expected) => {
  expect(dataOf(classified({ "template.yaml": template }), name)).toEqual(expected);
});

const app = (code: string, file: string, runtime: string): Files => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${file.split(".")[0]}.handler
      Runtime: ${runtime}
      Environment:
        Variables: {TABLE: !Ref Records}
      Events:
        Post: {Type: Api, Properties: {Path: /, Method: post}}
  Records:
    Type: AWS::DynamoDB::Table
    Properties: {}
`.trimStart(),
  [file]: code,
});

test("fields that JavaScript writes, also through a variable and a shorthand", () => {
  const graph = classified(
    app(
      `const AWS = require("aws-sdk");
const db = new AWS.DynamoDB.DocumentClient();
exports.handler = async (event) => {
  const { diagnosis } = JSON.parse(event.body);
  const item = { id: "1", cardNumber: event.body, contact: { email: "x" }, diagnosis };
  await db.put({ TableName: process.env.TABLE, Item: item }).promise();
};`,
      "app.js",
      "nodejs20.x",
    ),
  );
  expect(dataOf(graph, "Records")).toEqual([
    "payment high code:cardNumber 5",
    "health high code:diagnosis 5",
    "personal high code:email 5",
  ]);
  const { functions, doors } = dataReach(graph, "template.yaml#Records");
  expect(functions.map(({ name }) => name)).toEqual(["Save"]);
  expect(doors.map(({ endpoint, authenticated }) => [endpoint.name, authenticated])).toEqual([["POST /", false]]);
});

test("fields that an expression of Python names", () => {
  const graph = classified(
    app(
      `import os, boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
def handler(event, context):
    table.update_item(Key={"id": "1"}, UpdateExpression="SET ssn = :s", ExpressionAttributeValues={":s": "x"})
`,
      "app.py",
      "python3.12",
    ),
  );
  expect(dataOf(graph, "Records")).toEqual(["personal high code:ssn 4"]);
});

test("the user's word wins; none clears", () => {
  const template = { "template.yaml": resource("CustomerTable", "AWS::DynamoDB::Table") };
  expect(dataOf(classified(template, "sensitivity:\n  CustomerTable: none\n"), "CustomerTable")).toEqual([]);
  expect(dataOf(classified(template, "sensitivity:\n  Customer*: [payment]\n"), "CustomerTable")).toEqual([
    "payment high configuration:Customer* 2",
  ]);
});
