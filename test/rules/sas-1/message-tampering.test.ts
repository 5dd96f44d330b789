import { messageTampering } from "../../../language-analysis/rules/sas-1/message-tampering.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

/** The body goes to another function of the app. */
const handedOver = (consumer: string) => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Take:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: take.handler
      Environment: { Variables: { CHECK: !Ref Check } }
      Events:
        Hook: { Type: Api, Properties: { Path: /hook, Method: post } }
  Check:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: check.handler }`,
  "take.js": `
const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
const lambda = new LambdaClient({});
exports.handler = async (event) => {
  await lambda.send(new InvokeCommand({ FunctionName: process.env.CHECK, Payload: event.body }));
  ${consumer.startsWith("//") ? "//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/message-tampering high" : ""}
};`,
  "check.js": consumer,
});

ruleTable(messageTampering, {
  "the function that gets the body takes it as it is": handedOver(`// Keeps it.
exports.handler = async (order) => save(order);`),
  "the function that gets the body checks it against a schema": handedOver(`
const { z } = require("zod");
exports.handler = async (order) => save(z.object({ id: z.string() }).parse(order));`),
  "the function that gets the body answers whether it is valid": handedOver(`
exports.handler = async ({ id }) => {
  const errors = id ? [] : ["no id"];
  return { isValid: errors.length === 0, errors };
};`),
  "the body goes into a queue": endpoint(`
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const sqs = new SQSClient({});
exports.handler = async (event) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: event.body }));
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/message-tampering high
};`),
  "a number goes into a queue": endpoint(`
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const sqs = new SQSClient({});
exports.handler = async (event) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: String(Number(event.body)) }));
};`),
  "text that passes through something unknown": endpoint(`
const AWS = require("aws-sdk");
const { wrap } = require("some-library");
const sns = new AWS.SNS();
exports.handler = async (event) => {
  await sns.publish({ TopicArn: process.env.TOPIC, Message: wrap(event.body) }).promise();
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/message-tampering medium
};`),
  "a webhook whose signature is checked": endpoint(`
const { createHmac, timingSafeEqual } = require("crypto");
const AWS = require("aws-sdk");
const sns = new AWS.SNS();
exports.handler = async (event) => {
  const given = Buffer.from(event.headers["x-hub-signature-256"]);
  const wanted = Buffer.from("sha256=" + createHmac("sha256", process.env.KEY).update(event.body).digest("hex"));
  if (!timingSafeEqual(given, wanted)) return { statusCode: 401 };
  await sns.publish({ TopicArn: process.env.TOPIC, Message: event.body }).promise();
};`),
  "the number of a connection is the gateway's": endpoint(`
const AWS = require("aws-sdk");
const sns = new AWS.SNS();
exports.handler = async (event) => {
  await sns.publish({ TopicArn: process.env.TOPIC, Message: event.requestContext.connectionId }).promise();
};`),
});
