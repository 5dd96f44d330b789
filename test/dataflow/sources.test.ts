import { describe, expect, test } from "vitest";
import type { Trigger } from "../../language-analysis/model/app-map.ts";
import { flowsOf, taintTable } from "./taint-table.ts";

const run = (path: string) => `const { exec } = require("child_process");
exports.handler = async (event) => { exec(event${path}); };`;

describe("what a trigger lets its sender choose", () => {
  const cases: [Trigger | undefined, string, string | undefined][] = [
    ["api", ".body.x", "internet high"],
    ["api", ".headers.Authorization", "internet high"],
    ["api", ".requestContext.requestId", undefined],
    ["api", ".requestContext.authorizer.claims.sub", undefined],
    ["api", ".requestContext.identity.userAgent", "internet high"],
    ["api", ".stageVariables.name", undefined],
    ["url", ".rawPath", "internet high"],
    ["appsync", ".arguments.name", "internet high"],
    ["appsync", ".identity.sub", undefined],
    ["s3", ".Records[0].s3.object.key", "internal high"],
    ["s3", ".Records[0].s3.bucket.name", undefined],
    ["sqs", ".Records[0].body", "internal high"],
    ["sqs", ".Records[0].messageId", undefined],
    ["sns", ".Records[0].Sns.Message", "internal high"],
    ["sns", ".Records[0].Sns.TopicArn", undefined],
    ["dynamodb", ".Records[0].dynamodb.NewImage.name.S", "internal high"],
    ["dynamodb", ".Records[0].eventName", undefined],
    ["kinesis", ".Records[0].kinesis.data", "internal high"],
    ["event", ".detail.name", "internal high"],
    ["event", ".source", undefined],
    ["iot", ".device", "authenticated high"],
    ["alexa", ".request.intent.slots.a.value", "internet high"],
    ["cognito", ".request.userAttributes.email", "internet high"],
    ["schedule", ".anything", undefined],
    [undefined, ".queryStringParameters.x", "internet medium"],
    [undefined, ".Records[0].s3.object.key", "internal medium"],
    [undefined, ".Records[0].s3.bucket.name", undefined],
  ];
  test.each(cases)("%s: event%s", (trigger, path, expected) => {
    const { paths } = flowsOf(run(path), { language: "js", ...(trigger && { triggers: [trigger] }) });
    expect(paths.map(({ source, confidence }) => `${source.trust} ${confidence}`)).toEqual(expected ? [expected] : []);
    expect(paths[0]?.source.trigger).toBe(expected && trigger);
  });

  test("an authenticated endpoint", () => {
    const { paths } = flowsOf(run(".body"), { language: "js", triggers: ["api"], authentication: "cognito" });
    expect(paths.map(({ source }) => source.trust)).toEqual(["authenticated"]);
  });

  test("of several triggers the part's own one counts", () => {
    const { paths } = flowsOf(run(".Records[0].Sns.Message"), { language: "js", triggers: ["sns", "schedule"] });
    expect(paths.map(({ source }) => source.trigger)).toEqual(["sns"]);
  });
});

describe("stored content", () => {
  taintTable(
    { language: "js", triggers: ["s3"] },
    {
      "content of the object that the event names, SDK 3": `
const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client();
exports.handler = async (event) => {
  const { object } = event.Records[0].s3;
  const found = await s3.send(new GetObjectCommand({ Bucket: "b", Key: object.key }));
  eval(await found.Body.transformToString());
  //   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ code stored high Body
};`,
      "SDK 2 with promise and with callback": `
const AWS = require("aws-sdk");
const s3 = new AWS.S3();
exports.handler = async (event) => {
  const Key = event.Records[0].s3.object.key;
  const data = await s3.getObject({ Bucket: "b", Key }).promise();
  eval(data.Body.toString());
  //   ^^^^^^^^^^^^^^^^^^^^ code stored high Body
  s3.getObject({ Bucket: "b", Key }, (err, other) => {
    eval(other.Body.toString());
    //   ^^^^^^^^^^^^^^^^^^^^^ code stored high Body
  });
};`,
      "an object of the app's own choice": `
const AWS = require("aws-sdk");
exports.handler = async () => {
  const data = await new AWS.S3().getObject({ Bucket: "b", Key: "config.js" }).promise();
  eval(data.Body.toString());
};`,
      "an answer is not made of its arguments": `
const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");
exports.handler = async (event) => {
  const { Item } = await new DynamoDBClient().send(new GetItemCommand({ Key: { id: { S: event.Records[0].s3.object.key } } }));
  eval(Item.code.S);
};`,
    },
  );
  taintTable(
    { language: "py", triggers: ["s3"] },
    {
      "boto3 client and resource": `
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    key = event["Records"][0]["s3"]["object"]["key"]
    body = s3.get_object(Bucket="b", Key=key)["Body"].read().decode("utf-8")
    eval(body)
    #    ^^^^ code stored high Body
    eval(boto3.resource("s3").Object("b", key).get()["Body"].read())
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ code stored high Body`,
    },
  );
  taintTable(
    { language: "py", triggers: ["schedule"] },
    {
      "messages and names in a bucket": `
import boto3, os
def handler(event, context):
    for m in boto3.client("sqs").receive_message(QueueUrl="q")["Messages"]:
        os.system(m["Body"])
        #         ^^^^^^^^^ os-command stored high Messages.*.Body
    for o in boto3.client("s3").list_objects_v2(Bucket="b")["Contents"]:
        os.system("touch " + o["Key"])
        #         ^^^^^^^^^^^^^^^^^^^ os-command stored medium Contents.*.Key
        os.system("touch " + str(o["Size"]))`,
    },
  );
});

describe("requests of web frameworks", () => {
  taintTable(
    { language: "js", triggers: ["api"] },
    {
      "Express behind serverless-http": `
const express = require("express");
const serverless = require("serverless-http");
const { exec } = require("child_process");
const app = express();
app.post("/run", (req, res) => {
  exec(req.body.cmd, (err, out) => {
    //   ^^^^^^^^^^^^ os-command event high body.cmd
    if (err) return res.status(500).json({ error: err.message });
    //                                            ^^^^^^^^^^^ response error high message
    res.send(out);
  });
  exec("log " + req.method);
});
module.exports.handler = serverless(app);`.replace("    //   ^^^", "  //   ^^^"),
    },
  );
});
